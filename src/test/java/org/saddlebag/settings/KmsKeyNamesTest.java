package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.local.LocalCloud;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreError;
import org.saddlebag.s3.StoredObject;
import org.saddlebag.s3.UploadListener;
import org.saddlebag.testing.Stores;

/** An alias that SSE-KMS is asked for by is held to the key that KMS, or the first put, names. */
class KmsKeyNamesTest {

  private static final String BUCKET = "acme-archive";

  @TempDir Path folder;
  private LocalCloud cloud;

  @BeforeEach
  void start() {
    cloud = LocalCloud.start(folder.resolve("cloud"));
    cloud.s3().ensureBucket(BUCKET);
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private Services services(List<String> settings) {
    return new Services(new ConfigFile(folder).read(settings.toArray(String[]::new)));
  }

  private static StoredObject put(Services services, String key) {
    PutOptions options =
        new PutOptions(
            Map.of(),
            null,
            new ServerSideEncryption.SseKms("alias/orders", Map.of(), null),
            PutOptions.Overwrite.ALLOW,
            Map.of());
    return services
        .store()
        .put(
            new ObjectAddress(BUCKET, key),
            new ByteArrayInputStream(new byte[1]),
            1,
            options,
            UploadListener.NONE);
  }

  /** Points the alias at a new key, as a rotation by hand does. */
  private static void repoint(Services services) {
    String other = services.kmsClient().createKey().keyMetadata().keyId();
    services.kmsClient().updateAlias(to -> to.aliasName("alias/orders").targetKeyId(other));
  }

  private static void requireFailedProof(Services services) {
    assertThatThrownBy(() -> put(services, "third"))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.code()).isEqualTo(StoreError.PROOF_FAILED))
        .hasMessageContaining("KMS key arn:")
        .hasMessageContaining("(alias/orders)");
  }

  @Test
  void kmsIsAskedOnceAndItsAnswerHeldTo() {
    try (Services services = services(Stores.local(cloud, folder))) {
      String arn = put(services, "first").sseKeyId();
      assertThat(arn).startsWith("arn:aws:kms:");
      assertThat(put(services, "second").sseKeyId()).isEqualTo(arn);
      assertThat(cloud.kms().requests().count("DescribeKey")).isEqualTo(1);
      repoint(services);
      requireFailedProof(services);
    }
  }

  @Test
  void whereKmsIsInAnotherRegionTheFirstAnswerIsHeldTo() {
    List<String> settings = Stores.local(cloud, folder);
    settings.replaceAll(line -> line.replace("aws2-kms.region=us-east-1", "aws2-kms.region=eu-1"));
    try (Services services = services(settings)) {
      put(services, "first");
      assertThat(cloud.kms().requests().count("DescribeKey")).isZero();
      repoint(services);
      requireFailedProof(services);
    }
  }

  @Test
  void aKmsThatDoesNotAnswerStopsNothing() {
    List<String> settings = Stores.local(cloud, folder);
    settings.replaceAll(
        line -> line.replace(cloud.kms().endpoint().toString(), "http://127.0.0.1:1"));
    settings.add("saddlebag.kms.attempts=1");
    try (Services services = services(settings)) {
      assertThat(put(services, "first").sse()).isEqualTo("aws:kms");
      assertThat(put(services, "second").sse()).isEqualTo("aws:kms");
    }
  }
}
