package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.local.wire.RecordedRequest;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.encryption.s3.S3AsyncEncryptionClient;
import software.amazon.encryption.s3.S3EncryptionClient;
import software.amazon.encryption.s3.materials.KmsKeyring;

/** The client whose format we share works against the stand-ins as against AWS. */
class LocalEncryptionClientTest {

  private static final String BUCKET = "acme-archive";
  private static final int LARGE = 21 * 1024 * 1024 + 5;

  @TempDir Path folder;
  private LocalCloud cloud;
  private S3Client plain;
  private S3AsyncClient plainAsync;
  private KmsClient kms;

  @BeforeEach
  void start() {
    cloud = LocalCloud.start(folder);
    LocalS3 s3 = cloud.s3();
    s3.ensureBucket(BUCKET);
    plain = LocalClouds.client(s3);
    plainAsync =
        S3AsyncClient.builder()
            .endpointOverride(s3.endpoint())
            .forcePathStyle(true)
            .region(LocalClouds.REGION)
            .credentialsProvider(LocalClouds.credentials(s3.accessKey(), s3.secretKey()))
            .build();
    kms = LocalClouds.client(cloud.kms());
  }

  @AfterEach
  void stop() {
    plain.close();
    plainAsync.close();
    kms.close();
    cloud.close();
  }

  private S3EncryptionClient client(Consumer<S3EncryptionClient.Builder> keys, boolean parts) {
    S3EncryptionClient.Builder builder =
        S3EncryptionClient.builderV4()
            .wrappedClient(plain)
            .wrappedAsyncClient(plainAsync)
            .enableDelayedAuthenticationMode(true)
            .enableMultipartPutObject(parts);
    keys.accept(builder);
    return builder.build();
  }

  private Map<String, String> metadata() {
    return plain.headObject(b -> b.bucket(BUCKET).key("k")).metadata();
  }

  private void roundTrip(Consumer<S3EncryptionClient.Builder> keys, int size) {
    byte[] bytes = LocalClouds.random(size);
    S3EncryptionClient client = client(keys, size == LARGE);
    client.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromBytes(bytes));
    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asByteArray())
        .isEqualTo(bytes);
    byte[] stored = plain.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asByteArray();
    assertThat(stored).hasSize(size + 16);
    assertThat(Arrays.copyOf(stored, size)).isNotEqualTo(bytes);
  }

  @Test
  void objectsUnderAnAesKeyComeBack() {
    SecretKeySpec key = new SecretKeySpec(LocalClouds.random(32), "AES");
    roundTrip(b -> b.aesKey(key), 1000);
    assertThat(metadata()).containsEntry("x-amz-c", "115").containsEntry("x-amz-w", "02");
    assertThat(cloud.s3().requests().count("PutObject")).isEqualTo(1);
  }

  @Test
  void objectsUnderAnRsaKeyComeBack() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    roundTrip(b -> b.rsaKeyPair(pair), 1000);
    assertThat(metadata()).containsEntry("x-amz-w", "22");
  }

  @Test
  void objectsUnderAKmsKeyComeBackWithTheirContext() {
    cloud.kms().ensureKey("alias/orders");
    KmsKeyring keyring = KmsKeyring.builder().kmsClient(kms).wrappingKeyId("alias/orders").build();
    roundTrip(b -> b.keyring(keyring), 1000);
    assertThat(metadata())
        .containsEntry("x-amz-w", "12")
        .containsEntry("x-amz-t", "{\"aws:x-amz-cek-alg\":\"115\"}");
    assertThat(cloud.kms().requests().count("GenerateDataKey")).isEqualTo(1);
    assertThat(cloud.kms().requests().count("Decrypt")).isEqualTo(1);
  }

  @Test
  void largeObjectsGoInPartsAndComeBack() {
    SecretKeySpec key = new SecretKeySpec(LocalClouds.random(32), "AES");
    roundTrip(b -> b.aesKey(key), LARGE);
    List<RecordedRequest> parts = cloud.s3().requests().of("UploadPart");
    assertThat(parts).hasSizeGreaterThan(1).allMatch(r -> r.status() == 200);
    assertThat(metadata()).containsKey("x-amz-3");
  }

  @Test
  void theAsyncClientPutsAndGets() {
    byte[] bytes = LocalClouds.random(300_000);
    SecretKeySpec key = new SecretKeySpec(LocalClouds.random(32), "AES");
    S3AsyncEncryptionClient client =
        S3AsyncEncryptionClient.builderV4().wrappedClient(plainAsync).aesKey(key).build();
    client.putObject(b -> b.bucket(BUCKET).key("k"), AsyncRequestBody.fromBytes(bytes)).join();
    assertThat(
            client
                .getObject(b -> b.bucket(BUCKET).key("k"), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray())
        .isEqualTo(bytes);
  }
}
