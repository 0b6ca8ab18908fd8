package org.saddlebag.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.util.UUID;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.testing.RgwServer.User;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class RgwServerTest {

  private static final String KEY = "a/b c.txt";
  private final String bucket = "rgw-" + UUID.randomUUID();

  @Test
  @Tag("servers")
  void anObjectComesBackOverTlsWithThePrivateAuthority() {
    try (S3Client owner = RgwClients.overTls(RgwServer.running(), User.OWNER)) {
      owner.createBucket(b -> b.bucket(bucket));
      owner.putObject(b -> b.bucket(bucket).key(KEY), RequestBody.fromString("sealed"));

      var back = owner.getObjectAsBytes(b -> b.bucket(bucket).key(KEY));

      assertThat(back.asUtf8String()).isEqualTo("sealed");
      remove(owner);
    }
  }

  @Test
  @Tag("servers")
  void everyUserHasAnAccessKeyOfItsOwnAndNoAccessToTheOwnersBucket() {
    RgwServer server = RgwServer.running();
    try (S3Client owner = RgwClients.overTls(server, User.OWNER)) {
      owner.createBucket(b -> b.bucket(bucket));
      for (User user : new User[] {User.WRITER, User.READER, User.OTHER}) {
        try (S3Client client = RgwClients.overTls(server, user)) {
          assertThat(client.listBuckets().owner().id()).isEqualTo(server.arn(user).split("/")[1]);
          assertThatThrownBy(() -> client.listObjectsV2(b -> b.bucket(bucket)))
              .isInstanceOfSatisfying(
                  S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
      }
      owner.deleteBucket(b -> b.bucket(bucket));
    }
  }

  @Test
  @Tag("servers")
  void bothKmsKeysEncryptAndAnUnknownOneIsRefused() {
    RgwServer server = RgwServer.running();
    try (S3Client owner = RgwClients.overTls(server, User.OWNER)) {
      owner.createBucket(b -> b.bucket(bucket));

      assertThat(putWithKms(owner, server.kmsKeyId())).isEqualTo(server.kmsKeyId());
      assertThat(putWithKms(owner, server.otherKmsKeyId())).isEqualTo(server.otherKmsKeyId());
      assertThatThrownBy(() -> putWithKms(owner, "no-such-key")).isInstanceOf(S3Exception.class);
      remove(owner);
    }
  }

  @Test
  @Tag("servers")
  void aClientThatDoesNotKnowThePrivateAuthorityIsRefusedByItsOwnTrustStore() {
    RgwServer server = RgwServer.running();
    try (S3Client distrusting =
        RgwClients.builder(server, User.OWNER)
            .endpointOverride(server.tlsEndpoint())
            .httpClientBuilder(Apache5HttpClient.builder())
            .build()) {
      assertThatThrownBy(distrusting::listBuckets)
          .isInstanceOf(SdkClientException.class)
          .hasRootCauseInstanceOf(CertPathBuilderException.class)
          .hasStackTraceContaining(SSLHandshakeException.class.getSimpleName());
    }
  }

  @Test
  void whereNoServerIsNamedTheFailureSaysHowToStartOne() {
    assertThatThrownBy(() -> RgwServer.named(null))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SADDLEBAG_RGW_ENV is not set")
        .hasMessageContaining("src/test/servers/rgw up");
  }

  @Test
  void whereTheEnvFileIsGoneTheFailureSaysHowToStartOne(@TempDir Path folder) {
    Path gone = folder.resolve("env");
    assertThatThrownBy(() -> RgwServer.named(gone.toString()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(gone + " cannot be read")
        .hasMessageContaining("src/test/servers/rgw up");
  }

  @Test
  void whereTheServerDoesNotAnswerTheFailureSaysHowToStartOne(@TempDir Path folder)
      throws IOException {
    Path env = folder.resolve("env");
    Files.writeString(env, envOf("http://127.0.0.1:" + closedPort()));
    assertThatThrownBy(() -> RgwServer.named(env.toString()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("does not answer")
        .hasMessageContaining("src/test/servers/rgw up");
  }

  private String putWithKms(S3Client client, String keyId) {
    return client
        .putObject(
            b -> b.bucket(bucket).key(KEY).serverSideEncryption("aws:kms").ssekmsKeyId(keyId),
            RequestBody.fromString("sealed"))
        .ssekmsKeyId();
  }

  private void remove(S3Client owner) {
    owner.deleteObject(b -> b.bucket(bucket).key(KEY));
    owner.deleteBucket(b -> b.bucket(bucket));
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String envOf(String endpoint) {
    var lines = new StringBuilder("RGW_ENDPOINT=" + endpoint + "\nRGW_ENDPOINT_TLS=" + endpoint);
    lines.append("\nRGW_CA=ca.pem\nRGW_REGION=r\nRGW_KMS_KEY=k\nRGW_KMS_KEY_2=l\n");
    for (User user : User.values()) {
      for (String name : new String[] {"ARN", "ACCESS_KEY", "SECRET_KEY"}) {
        lines.append("RGW_").append(user).append('_').append(name).append("=x\n");
      }
    }
    return lines.toString();
  }
}
