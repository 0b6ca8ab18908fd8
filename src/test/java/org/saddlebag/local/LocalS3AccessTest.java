package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.auth.Identity;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class LocalS3AccessTest {

  private static final String BUCKET = "acme-archive";
  private static final Identity ADMIN = Identity.unrestricted("admin", "AKIAADMIN", "secret/+=1");
  private static final Identity WRITER = Identity.writeOnly("writer", "AKIAWRITER", "secret2");

  @TempDir Path folder;

  private LocalS3 start(LocalOptions common) {
    LocalS3 s3 = LocalS3.start(folder, LocalS3Options.defaults().with(common));
    s3.ensureBucket(BUCKET);
    return s3;
  }

  private static LocalOptions twoIdentities() {
    return LocalOptions.defaults().withIdentities(ADMIN, WRITER);
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

  private static void put(S3Client client, String key) {
    client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString("hello"));
  }

  @Test
  void aWrongSecretOrAnUnknownKeyIsRefused() {
    try (LocalS3 s3 = start(twoIdentities());
        S3Client wrong = LocalClouds.client(s3, ADMIN.accessKey(), "other");
        S3Client unknown = LocalClouds.client(s3, "AKIANOBODY", ADMIN.secretKey())) {
      refused(403, "SignatureDoesNotMatch", () -> put(wrong, "k"));
      refused(403, "InvalidAccessKeyId", () -> put(unknown, "k"));
      assertThat(s3.requests().of("PutObject")).allMatch(r -> r.bodyBytes() == 0);
    }
  }

  @Test
  void aRequestWithoutSignatureIsDenied() throws Exception {
    try (LocalS3 s3 = start(twoIdentities())) {
      assertThat(status(s3.endpoint() + "/" + BUCKET + "/k")).isEqualTo(403);
    }
  }

  private static int status(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  @Test
  void aClockThatIsOffIsRefused() {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(16));
    try (LocalS3 s3 = start(twoIdentities().withClock(late));
        S3Client client = LocalClouds.client(s3, ADMIN.accessKey(), ADMIN.secretKey())) {
      refused(403, "RequestTimeTooSkewed", () -> put(client, "k"));
    }
  }

  @Test
  void aRequestForAnotherRegionIsRefusedWhereRegionsAreChecked() {
    try (LocalS3 s3 = start(twoIdentities().withCheckedRegion("us-west-2"));
        S3Client client = LocalClouds.client(s3, ADMIN.accessKey(), ADMIN.secretKey())) {
      refused(400, "AuthorizationHeaderMalformed", () -> put(client, "k"));
    }
  }

  @Test
  void aWriterCanPutAndNeitherReadNorList() {
    try (LocalS3 s3 = start(twoIdentities());
        S3Client writer = LocalClouds.client(s3, WRITER.accessKey(), WRITER.secretKey())) {
      put(writer, "k");
      refused(403, "AccessDenied", () -> writer.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")));
      refused(403, "AccessDenied", () -> writer.listObjectsV2(b -> b.bucket(BUCKET)));
      refused(403, "AccessDenied", () -> writer.deleteObject(b -> b.bucket(BUCKET).key("k")));
      assertThatThrownBy(() -> writer.headObject(b -> b.bucket(BUCKET).key("none")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void aMultipartUploadUnderSseKmsAlsoNeedsDecrypt() {
    try (LocalS3 s3 = start(twoIdentities());
        S3Client writer = LocalClouds.client(s3, WRITER.accessKey(), WRITER.secretKey())) {
      writer.putObject(
          b -> b.bucket(BUCKET).key("k").serverSideEncryption(ServerSideEncryption.AWS_KMS),
          RequestBody.fromString("hello"));
      refused(
          403,
          "AccessDenied",
          () ->
              writer.createMultipartUpload(
                  b ->
                      b.bucket(BUCKET)
                          .key("k")
                          .serverSideEncryption(ServerSideEncryption.AWS_KMS)));
    }
  }

  @Test
  void presignedLinksWorkUnlessTheyAreChanged() throws Exception {
    try (LocalS3 s3 = start(twoIdentities());
        S3Client client = LocalClouds.client(s3, ADMIN.accessKey(), ADMIN.secretKey())) {
      put(client, "a b");
      URL url = presign(s3);
      try (var in = url.openStream()) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
      }
      assertThat(status(url.toString().replace("a%20b", "other"))).isEqualTo(403);
    }
  }

  private static URL presign(LocalS3 s3) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(s3.endpoint())
            .region(LocalClouds.REGION)
            .credentialsProvider(LocalClouds.credentials(ADMIN.accessKey(), ADMIN.secretKey()))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return presigner
          .presignGetObject(
              p ->
                  p.signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(b -> b.bucket(BUCKET).key("a b")))
          .url();
    }
  }

  @Test
  void anExpiredLinkIsDenied() throws Exception {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));
    try (LocalS3 s3 = start(twoIdentities().withClock(late))) {
      assertThat(status(presign(s3).toString())).isEqualTo(403);
    }
  }

  @Test
  void aRefusalComesBeforeTheBodyIsAskedFor() throws Exception {
    try (LocalS3 s3 = start(twoIdentities());
        Socket socket = new Socket("127.0.0.1", s3.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              PUT /acme-archive/k HTTP/1.1\r
              Host: localhost\r
              Content-Length: 1000000000\r
              Expect: 100-continue\r
              \r
              """
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 403 ").contains("<Code>AccessDenied</Code>");
    }
  }

  @Test
  void aClientThatWaitsForLeaveGetsIt() {
    try (LocalS3 s3 = start(twoIdentities());
        S3Client client = LocalClouds.client(s3, ADMIN.accessKey(), ADMIN.secretKey())) {
      client.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromBytes(new byte[3_000_000]));
      assertThat(s3.requests().of("PutObject").get(0).headers().get("expect"))
          .isEqualTo("100-continue");
    }
  }

  @Test
  void bucketsCanBeHostNames() {
    try (LocalS3 s3 = start(twoIdentities());
        S3Client client =
            LocalClouds.builder(s3, ADMIN.accessKey(), ADMIN.secretKey())
                .endpointOverride(URI.create("http://localhost:" + s3.endpoint().getPort()))
                .forcePathStyle(false)
                .httpClientBuilder(
                    software.amazon.awssdk.http.apache5.Apache5HttpClient.builder()
                        .dnsResolver(new LoopbackNames()))
                .build()) {
      put(client, "k");
      assertThat(s3.requests().of("PutObject").get(0).headers().get("host"))
          .startsWith(BUCKET + ".localhost:");
      assertThat(s3.requests().of("PutObject").get(0).target()).isEqualTo("/k");
    }
  }

  /** Every name is this machine. */
  private static final class LoopbackNames implements org.apache.hc.client5.http.DnsResolver {
    @Override
    public java.net.InetAddress[] resolve(String host) {
      return new java.net.InetAddress[] {java.net.InetAddress.getLoopbackAddress()};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @Test
  void aTakenPortIsToldWithItsMend() {
    try (LocalS3 s3 = start(twoIdentities())) {
      int port = s3.endpoint().getPort();
      LocalS3Options same = LocalS3Options.defaults().with(LocalOptions.defaults().withPort(port));
      assertThatThrownBy(() -> LocalS3.start(folder.resolve("second"), same))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("local-port-taken")
          .hasMessageContaining(Integer.toString(port));
    }
  }
}
