package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class LocalS3EncryptionTest {

  private static final String BUCKET = "acme-archive";
  private static final String CONTEXT =
      Base64.getEncoder().encodeToString("{\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  private LocalCloud cloud;
  private S3Client client;
  private String keyArn;
  private byte[] key;

  @BeforeEach
  void start() {
    cloud = LocalCloud.start(folder);
    cloud.s3().ensureBucket(BUCKET);
    keyArn = cloud.kms().ensureKey("alias/bucket");
    client = LocalClouds.client(cloud.s3());
    key = LocalClouds.random(32);
  }

  @AfterEach
  void stop() {
    client.close();
    cloud.close();
  }

  private PutObjectResponse put(Consumer<PutObjectRequest.Builder> more) {
    return client.putObject(
        b -> more.accept(b.bucket(BUCKET).key("k")), RequestBody.fromString("hello"));
  }

  private static void refused(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  private static String base64(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }

  private static String md5(byte[] key) {
    try {
      return base64(MessageDigest.getInstance("MD5").digest(key));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Consumer<PutObjectRequest.Builder> customer() {
    return b ->
        b.sseCustomerAlgorithm("AES256").sseCustomerKey(base64(key)).sseCustomerKeyMD5(md5(key));
  }

  @Test
  void withoutAWishItIsSseS3() {
    assertThat(put(b -> {}).serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    assertThat(client.headObject(b -> b.bucket(BUCKET).key("k")).serverSideEncryption())
        .isEqualTo(ServerSideEncryption.AES256);
  }

  @Test
  void sseKmsEchoesTheArnBehindTheAlias() {
    PutObjectResponse put =
        put(
            b ->
                b.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId("alias/bucket")
                    .ssekmsEncryptionContext(CONTEXT)
                    .bucketKeyEnabled(true));
    assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(put.ssekmsKeyId()).isEqualTo(keyArn);
    assertThat(put.bucketKeyEnabled()).isTrue();
    assertThat(put.ssekmsEncryptionContext()).isEqualTo(CONTEXT);
    assertThat(put.eTag()).isNotEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    HeadObjectResponse head = client.headObject(b -> b.bucket(BUCKET).key("k"));
    assertThat(head.ssekmsKeyId()).isEqualTo(keyArn);
    assertThat(head.bucketKeyEnabled()).isTrue();
    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asUtf8String())
        .isEqualTo("hello");
  }

  @Test
  void sseKmsWithoutAKeyTakesThatOfS3() {
    assertThat(put(b -> b.serverSideEncryption(ServerSideEncryption.AWS_KMS)).ssekmsKeyId())
        .startsWith("arn:aws:kms:eu-central-1:000000000000:key/")
        .isNotEqualTo(keyArn);
  }

  @Test
  void dsseKmsIsEchoedAndTakesNoBucketKey() {
    PutObjectResponse put =
        put(
            b ->
                b.serverSideEncryption(ServerSideEncryption.AWS_KMS_DSSE)
                    .ssekmsKeyId(keyArn)
                    .bucketKeyEnabled(true));
    assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS_DSSE);
    assertThat(put.bucketKeyEnabled()).isNull();
  }

  @Test
  void unknownAndDisabledKmsKeysAreRefused() {
    refused(
        400,
        "KMS.NotFoundException",
        () ->
            put(
                b ->
                    b.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId("alias/nobody")));
    put(b -> b.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(keyArn));
    try (KmsClient kms = LocalClouds.client(cloud.kms())) {
      kms.disableKey(b -> b.keyId(keyArn));
    }
    refused(
        400,
        "KMS.DisabledException",
        () -> client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")));
  }

  @Test
  void kindsExcludeEachOther() {
    refused(
        400,
        "InvalidArgument",
        () -> put(customer().andThen(b -> b.serverSideEncryption(ServerSideEncryption.AES256))));
    refused(
        400,
        "InvalidArgument",
        () ->
            put(
                customer()
                    .andThen(
                        b ->
                            b.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId(keyArn))));
    refused(
        400,
        "InvalidArgument",
        () -> put(b -> b.serverSideEncryption(ServerSideEncryption.AES256).ssekmsKeyId(keyArn)));
    refused(400, "InvalidArgument", () -> put(b -> b.serverSideEncryption("aws:bogus")));
    refused(
        400,
        "InvalidArgument",
        () ->
            put(
                b ->
                    b.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsEncryptionContext("no JSON")));
  }

  @Test
  void sseCKeysMustBeWholeAndHaveTheirMd5() {
    refused(
        400,
        "InvalidArgument",
        () -> put(b -> b.sseCustomerAlgorithm("AES256").sseCustomerKey(base64(key))));
    refused(
        400,
        "InvalidArgument",
        () -> put(customer().andThen(b -> b.sseCustomerKeyMD5(md5(new byte[32])))));
    refused(
        400,
        "InvalidArgument",
        () ->
            put(
                customer()
                    .andThen(
                        b ->
                            b.sseCustomerKey(base64(new byte[16]))
                                .sseCustomerKeyMD5(md5(new byte[16])))));
    refused(
        400,
        "InvalidEncryptionAlgorithmError",
        () -> put(customer().andThen(b -> b.sseCustomerAlgorithm("AES128"))));
  }

  @Test
  void sseCObjectsOpenWithTheirKeyAlone() throws Exception {
    PutObjectResponse put = put(customer());
    assertThat(put.sseCustomerAlgorithm()).isEqualTo("AES256");
    assertThat(put.sseCustomerKeyMD5()).isEqualTo(md5(key));
    assertThat(put.serverSideEncryption()).isNull();
    refused(400, "InvalidRequest", () -> client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")));
    assertThatThrownBy(() -> client.headObject(b -> b.bucket(BUCKET).key("k")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    refused(403, "AccessDenied", () -> get(LocalClouds.random(32)));
    assertThat(get(key)).isEqualTo("hello");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain(base64(key))
            .doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private String get(byte[] customerKey) {
    return client
        .getObjectAsBytes(
            b ->
                b.bucket(BUCKET)
                    .key("k")
                    .sseCustomerAlgorithm("AES256")
                    .sseCustomerKey(base64(customerKey))
                    .sseCustomerKeyMD5(md5(customerKey)))
        .asUtf8String();
  }

  @Test
  void aKeyForAnObjectThatNeedsNoneIsRefused() {
    put(b -> {});
    refused(400, "InvalidRequest", () -> get(key));
  }

  @Test
  void everyPartOfAnSseCUploadNeedsTheKey() {
    CreateMultipartUploadResponse created =
        client.createMultipartUpload(
            b ->
                b.bucket(BUCKET)
                    .key("k")
                    .sseCustomerAlgorithm("AES256")
                    .sseCustomerKey(base64(key))
                    .sseCustomerKeyMD5(md5(key)));
    assertThat(created.sseCustomerKeyMD5()).isEqualTo(md5(key));
    refused(
        400,
        "InvalidRequest",
        () ->
            client.uploadPart(
                b -> b.bucket(BUCKET).key("k").uploadId(created.uploadId()).partNumber(1),
                RequestBody.fromString("hello")));
    refused(400, "InvalidRequest", () -> part(created.uploadId(), LocalClouds.random(32)));
    assertThat(part(created.uploadId(), key).sseCustomerKeyMD5()).isEqualTo(md5(key));
  }

  private UploadPartResponse part(String id, byte[] customerKey) {
    return client.uploadPart(
        b ->
            b.bucket(BUCKET)
                .key("k")
                .uploadId(id)
                .partNumber(1)
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(base64(customerKey))
                .sseCustomerKeyMD5(md5(customerKey)),
        RequestBody.fromString("hello"));
  }

  @Test
  void aCopyOutOfSseCNeedsTheKeyOfItsSource() {
    put(customer());
    refused(
        400,
        "InvalidRequest",
        () ->
            client.copyObject(
                b ->
                    b.sourceBucket(BUCKET)
                        .sourceKey("k")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy")));
    client.copyObject(
        b ->
            b.sourceBucket(BUCKET)
                .sourceKey("k")
                .copySourceSSECustomerAlgorithm("AES256")
                .copySourceSSECustomerKey(base64(key))
                .copySourceSSECustomerKeyMD5(md5(key))
                .destinationBucket(BUCKET)
                .destinationKey("copy"));
    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("copy")).asUtf8String())
        .isEqualTo("hello");
  }

  @Test
  void whereCustomerKeysAreBlockedWritesAreDenied() {
    Path other = folder.resolve("blocked");
    LocalS3Options options = LocalS3Options.defaults().withCustomerKeysBlocked();
    try (LocalS3 s3 = LocalS3.start(other, options);
        S3Client blocked = LocalClouds.client(s3)) {
      s3.ensureBucket(BUCKET);
      refused(
          403,
          "AccessDenied",
          () ->
              blocked.putObject(
                  b -> customer().accept(b.bucket(BUCKET).key("k")), RequestBody.empty()));
    }
  }
}
