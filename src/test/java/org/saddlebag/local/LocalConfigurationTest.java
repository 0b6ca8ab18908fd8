package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DryRunModifierType;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The configuration of buckets and keys: kept over a restart, and told with AWS's codes. */
class LocalConfigurationTest {

  private static final String BUCKET = "acme-archive";
  private static final String POLICY = "{\"Statement\":[]}";

  @TempDir Path folder;
  private LocalCloud cloud;
  private S3Client s3;

  @BeforeEach
  void start() {
    cloud = LocalCloud.start(folder);
    cloud.s3().ensureBucket(BUCKET);
    s3 = LocalClouds.client(cloud.s3());
  }

  @AfterEach
  void stop() {
    s3.close();
    cloud.close();
  }

  private static void assertCode(String code, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void what_nobody_has_set_has_a_code_of_its_own() {
    assertCode("NoSuchBucketPolicy", () -> s3.getBucketPolicy(b -> b.bucket(BUCKET)));
    assertCode(
        "NoSuchLifecycleConfiguration",
        () -> s3.getBucketLifecycleConfiguration(b -> b.bucket(BUCKET)));
    assertCode(
        "ObjectLockConfigurationNotFoundError",
        () -> s3.getObjectLockConfiguration(b -> b.bucket(BUCKET)));
    s3.deletePublicAccessBlock(b -> b.bucket(BUCKET));
    assertCode(
        "NoSuchPublicAccessBlockConfiguration",
        () -> s3.getPublicAccessBlock(b -> b.bucket(BUCKET)));
    s3.deleteBucketOwnershipControls(b -> b.bucket(BUCKET));
    assertCode(
        "OwnershipControlsNotFoundError",
        () -> s3.getBucketOwnershipControls(b -> b.bucket(BUCKET)));
    assertThat(s3.getBucketLogging(b -> b.bucket(BUCKET)).loggingEnabled()).isNull();
  }

  @Test
  void what_was_put_stays_over_a_restart_until_it_is_deleted() {
    s3.putBucketPolicy(b -> b.bucket(BUCKET).policy(POLICY));
    stop();
    start();
    assertThat(s3.getBucketPolicy(b -> b.bucket(BUCKET)).policy()).isEqualTo(POLICY);
    s3.deleteBucketPolicy(b -> b.bucket(BUCKET));
    assertCode("NoSuchBucketPolicy", () -> s3.getBucketPolicy(b -> b.bucket(BUCKET)));
  }

  @Test
  void what_can_not_be_is_refused() {
    assertCode(
        "MalformedPolicy", () -> s3.putBucketPolicy(b -> b.bucket(BUCKET).policy("no JSON")));
    assertCode(
        "InvalidBucketState",
        () ->
            s3.putObjectLockConfiguration(
                b ->
                    b.bucket(BUCKET)
                        .objectLockConfiguration(
                            l -> l.objectLockEnabled(ObjectLockEnabled.ENABLED))));
  }

  @Test
  void puts_that_ask_for_nothing_get_the_bucket_s_encryption() {
    assertThat(put().serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    String key = cloud.kms().ensureKey("alias/bucket");
    s3.putBucketEncryption(
        b ->
            b.bucket(BUCKET)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            r ->
                                r.applyServerSideEncryptionByDefault(
                                        d ->
                                            d.sseAlgorithm(ServerSideEncryption.AWS_KMS)
                                                .kmsMasterKeyID("alias/bucket"))
                                    .bucketKeyEnabled(true))));
    PutObjectResponse stored = put();
    assertThat(stored.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(stored.ssekmsKeyId()).isEqualTo(key);
    assertThat(stored.bucketKeyEnabled()).isTrue();
    s3.deleteBucketEncryption(b -> b.bucket(BUCKET));
    assertThat(put().serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
  }

  private PutObjectResponse put() {
    return s3.putObject(p -> p.bucket(BUCKET).key("a"), RequestBody.fromString("a"));
  }

  @Test
  void a_bucket_that_blocks_customer_keys_denies_them() {
    s3.putBucketEncryption(
        b ->
            b.bucket(BUCKET)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            r ->
                                r.blockedEncryptionTypes(
                                    t -> t.encryptionType(EncryptionType.SSE_C)))));
    assertCode(
        "AccessDenied",
        () ->
            s3.putObject(
                p ->
                    p.bucket(BUCKET)
                        .key("a")
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                        .sseCustomerKeyMD5("cLyPS3KoaSFGi/joRB3OUQ=="),
                RequestBody.fromString("a")));
  }

  @Test
  void keys_tell_of_rotation_and_policy_and_a_dry_run_needs_no_ciphertext() {
    String key = cloud.kms().ensureKey("alias/orders");
    try (KmsClient kms = LocalClouds.client(cloud.kms())) {
      assertThat(kms.getKeyRotationStatus(k -> k.keyId(key)).keyRotationEnabled()).isFalse();
      kms.enableKeyRotation(k -> k.keyId(key).rotationPeriodInDays(120));
      assertThat(kms.getKeyRotationStatus(k -> k.keyId(key)).rotationPeriodInDays()).isEqualTo(120);
      assertThat(kms.getKeyPolicy(k -> k.keyId(key)).policy()).contains(":root");
      assertThatThrownBy(
              () ->
                  kms.decrypt(
                      d ->
                          d.keyId(key)
                              .dryRun(true)
                              .dryRunModifiers(DryRunModifierType.IGNORE_CIPHERTEXT)))
          .isInstanceOf(DryRunOperationException.class);
    }
  }
}
