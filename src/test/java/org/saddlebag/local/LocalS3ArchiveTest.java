package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.testing.LocalClients;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tier;

/** Objects in archive classes, as the Amazon S3 User Guide has them. */
class LocalS3ArchiveTest {

  private static final String BUCKET = "archive";

  @TempDir private Path folder;
  private LocalS3 s3;
  private S3Client client;

  @BeforeEach
  void start() {
    s3 = LocalS3.start(folder, LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    client = LocalClients.of(s3);
    put("GLACIER");
    put("DEEP_ARCHIVE");
    put("GLACIER_IR");
  }

  @AfterEach
  void stop() {
    client.close();
    s3.close();
  }

  private void put(String storageClass) {
    client.putObject(
        put -> put.bucket(BUCKET).key(storageClass).storageClass(storageClass),
        RequestBody.fromString(storageClass));
  }

  private String read(String key) {
    return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
  }

  private int restore(String key, int days, Tier tier) {
    return client
        .restoreObject(
            restore ->
                restore
                    .bucket(BUCKET)
                    .key(key)
                    .restoreRequest(
                        wish -> wish.days(days).glacierJobParameters(job -> job.tier(tier))))
        .sdkHttpResponse()
        .statusCode();
  }

  private String state(String key) {
    return client.headObject(head -> head.bucket(BUCKET).key(key)).restore();
  }

  @Test
  void what_is_archived_can_be_looked_at_but_not_read_or_copied() {
    assertThat(read("GLACIER_IR")).isEqualTo("GLACIER_IR");
    for (String key : new String[] {"GLACIER", "DEEP_ARCHIVE"}) {
      assertThat(state(key)).isNull();
      assertThatThrownBy(() -> read(key))
          .isInstanceOfSatisfying(
              InvalidObjectStateException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.storageClassAsString()).isEqualTo(key);
              });
      assertThatThrownBy(
              () ->
                  client.copyObject(
                      copy ->
                          copy.sourceBucket(BUCKET)
                              .sourceKey(key)
                              .destinationBucket(BUCKET)
                              .destinationKey("copy")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void a_restored_copy_can_be_read_once_it_is_there() {
    s3.restoringTakes(Duration.ofHours(3));
    assertThat(restore("GLACIER", 2, Tier.STANDARD)).isEqualTo(202);
    assertThat(state("GLACIER")).isEqualTo("ongoing-request=\"true\"");
    assertThatThrownBy(() -> read("GLACIER")).isInstanceOf(InvalidObjectStateException.class);
    assertThatThrownBy(() -> restore("GLACIER", 2, Tier.STANDARD))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(409);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("RestoreAlreadyInProgress");
            });

    s3.restoringTakes(Duration.ZERO);
    assertThat(read("GLACIER")).isEqualTo("GLACIER");
    assertThat(restore("DEEP_ARCHIVE", 1, Tier.BULK)).isEqualTo(202);
    assertThat(read("DEEP_ARCHIVE")).isEqualTo("DEEP_ARCHIVE");
    assertThat(state("DEEP_ARCHIVE"))
        .matches("ongoing-request=\"false\", expiry-date=\"\\w{3}, .* 00:00:00 GMT\"");
    assertThat(restore("DEEP_ARCHIVE", 5, Tier.BULK)).isEqualTo(200);
  }

  @Test
  void what_can_not_be_restored_is_refused() {
    assertThatThrownBy(() -> restore("GLACIER_IR", 1, Tier.STANDARD))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    assertThatThrownBy(() -> restore("DEEP_ARCHIVE", 1, Tier.EXPEDITED))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    assertThatThrownBy(() -> restore("GLACIER", 0, Tier.STANDARD))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
  }

  @Test
  void a_copy_survives_a_restart() {
    s3.restoringTakes(Duration.ZERO);
    restore("GLACIER", 1, Tier.STANDARD);
    stop();
    s3 = LocalS3.start(folder, LocalS3Options.defaults());
    s3.restoringTakes(Duration.ZERO);
    client = LocalClients.of(s3);
    assertThat(read("GLACIER")).isEqualTo("GLACIER");
  }
}
