package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What goes over the wire, where no server at hand judges it as AWS does: the names of the headers
 * are those of the S3 API Reference, "PutObject".
 */
class WireTest {

  private static final ObjectAddress TARGET = new ObjectAddress("bucket", "key");
  private static final byte[] BODY = "123456789".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;
  private TlsServer server;

  @BeforeEach
  void start() throws Exception {
    server = TlsServer.named("ip:127.0.0.1", folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Headers put(StoreProfile profile, ServerSideEncryption sse) {
    PutOptions options =
        new PutOptions(Map.of("a", "b"), null, sse, PutOptions.Overwrite.REFUSE, Map.of());
    PutRequests requests = new PutRequests(TARGET, options, profile.contentCheck());
    PutObjectRequest request =
        requests.put(PartDigest.of(BODY, BODY.length, profile.contentCheck()));
    try (S3Client s3 = client(profile)) {
      s3.putObject(request, RequestBody.fromBytes(BODY));
    }
    return server.lastHeaders();
  }

  private S3Client client(StoreProfile profile) {
    return S3Clients.create(
        StoreSettings.of(profile, StoreEndpoint.at(server.uri(), server.pem())),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")));
  }

  private static Map<String, String> encryption(Headers headers) {
    Map<String, String> found = new TreeMap<>();
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(java.util.Locale.ROOT);
          if (lower.startsWith("x-amz-server-side-encryption")) {
            found.put(lower.substring("x-amz-server-side-encryption".length()), values.get(0));
          }
        });
    return found;
  }

  @Test
  void awsGetsOneChecksumAndNoSecondHashOfThePayload() {
    Headers headers = put(StoreProfile.AWS, new ServerSideEncryption.BucketDefault());
    assertThat(headers.getFirst("x-amz-checksum-crc32c")).isEqualTo("4waSgw==");
    assertThat(headers.getFirst("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    assertThat(headers.getFirst("Content-Length")).isEqualTo("9");
    assertThat(headers.getFirst("If-None-Match")).isEqualTo("*");
    assertThat(headers.getFirst("x-amz-meta-a")).isEqualTo("b");
    assertThat(headers).doesNotContainKeys("Content-md5", "X-amz-trailer", "Content-encoding");
    assertThat(encryption(headers)).isEmpty();
  }

  /** MD5 of "123456789" by md5sum: 25f9e794323b453885f5181f1b624d0b. */
  @Test
  void otherStoresGetContentMd5AndNoChecksumTheyDoNotKnow() {
    for (StoreProfile profile : List.of(StoreProfile.CEPH, StoreProfile.GENERIC)) {
      Headers headers = put(profile, new ServerSideEncryption.BucketDefault());
      assertThat(headers.getFirst("Content-MD5")).isEqualTo("JfnnlDI7RTiF9RgfG2JNCw==");
      assertThat(headers.getFirst("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
      assertThat(headers.keySet()).noneMatch(name -> name.startsWith("X-amz-checksum"));
      assertThat(headers).doesNotContainKeys("X-amz-trailer", "X-amz-sdk-checksum-algorithm");
    }
  }

  @Test
  void everyKindOfServerSideEncryptionSendsItsOwnHeadersAndNoOthers() {
    assertThat(encryption(put(StoreProfile.AWS, new ServerSideEncryption.SseS3())))
        .isEqualTo(Map.of("", "AES256"));
    String context =
        Base64.getEncoder()
            .encodeToString("{\"a\":\"1\",\"b\":\"2\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(
            encryption(
                put(
                    StoreProfile.AWS,
                    new ServerSideEncryption.SseKms("alias/k", Map.of("b", "2", "a", "1"), true))))
        .isEqualTo(
            Map.of(
                "", "aws:kms",
                "-aws-kms-key-id", "alias/k",
                "-context", context,
                "-bucket-key-enabled", "true"));
    assertThat(
            encryption(
                put(StoreProfile.AWS, new ServerSideEncryption.SseKms(null, Map.of(), null))))
        .isEqualTo(Map.of("", "aws:kms"));
    assertThat(encryption(put(StoreProfile.AWS, new ServerSideEncryption.DsseKms("k", Map.of()))))
        .isEqualTo(Map.of("", "aws:kms:dsse", "-aws-kms-key-id", "k"));
    CustomerKey key = EncryptionContract.KEY;
    assertThat(encryption(put(StoreProfile.AWS, new ServerSideEncryption.SseC(key))))
        .isEqualTo(
            Map.of(
                "-customer-algorithm", "AES256",
                "-customer-key", key.base64(),
                "-customer-key-md5", key.md5Base64()));
  }

  @Test
  void anUploadInPartsAsksForAChecksumOverTheWholeObject() {
    PutRequests requests =
        new PutRequests(TARGET, PutOptions.of(Map.of("a", "b")), StoreProfile.ContentCheck.CRC32C);
    try (S3Client s3 = client(StoreProfile.AWS)) {
      s3.createMultipartUpload(requests.create());
      assertThat(server.lastHeaders().getFirst("x-amz-checksum-algorithm")).isEqualTo("CRC32C");
      assertThat(server.lastHeaders().getFirst("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
      assertThat(server.lastHeaders().getFirst("x-amz-meta-a")).isEqualTo("b");
      s3.completeMultipartUpload(requests.complete("id", List.of(), "4waSgw==", 9));
      assertThat(server.lastHeaders().getFirst("x-amz-checksum-crc32c")).isEqualTo("4waSgw==");
      assertThat(server.lastHeaders().getFirst("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
      assertThat(server.lastHeaders().getFirst("x-amz-mp-object-size")).isEqualTo("9");
    }
  }
}
