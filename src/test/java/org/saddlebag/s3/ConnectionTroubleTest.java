package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Whom we trust, and what is said when no answer comes. */
class ConnectionTroubleTest {

  private static final AwsCredentialsProvider SOMEBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"));

  @TempDir private Path folder;

  private static ObjectStore open(URI uri, Path caBundle, AwsCredentialsProvider credentials) {
    Duration soon = Duration.ofMillis(400);
    return AwsObjectStore.open(
        StoreSettings.of(StoreProfile.CEPH, StoreEndpoint.at(uri, caBundle))
            .with(new StoreConnection(Duration.ofSeconds(5), soon, Duration.ofSeconds(9), 1, 4)),
        credentials);
  }

  private static void requireTrouble(
      URI uri, Path caBundle, AwsCredentialsProvider credentials, StoreError code) {
    try (ObjectStore store = open(uri, caBundle, credentials)) {
      assertThatThrownBy(() -> store.requireBucket("bucket"))
          .isInstanceOfSatisfying(
              SaddlebagException.class, e -> assertThat(e.code()).isEqualTo(code))
          .hasMessageContaining("could not find bucket bucket");
    }
  }

  @Test
  void aPrivateAuthorityIsTrustedWhenItsBundleIsGivenAndOnlyThen() throws Exception {
    try (TlsServer server = TlsServer.named("ip:127.0.0.1", folder)) {
      try (ObjectStore store = open(server.uri(), server.pem(), SOMEBODY)) {
        assertThatCode(() -> store.requireBucket("bucket")).doesNotThrowAnyException();
      }
      requireTrouble(server.uri(), null, SOMEBODY, StoreError.TLS_NOT_TRUSTED);
    }
  }

  @Test
  void aBundleReplacesThePlatformsAuthorities() throws Exception {
    Path others = Files.createDirectory(folder.resolve("other"));
    try (TlsServer server = TlsServer.named("ip:127.0.0.1", folder);
        TlsServer other = TlsServer.named("ip:127.0.0.1", others)) {
      requireTrouble(server.uri(), other.pem(), SOMEBODY, StoreError.TLS_NOT_TRUSTED);
    }
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
    try (TlsServer server = TlsServer.named("dns:other.example", folder)) {
      requireTrouble(server.uri(), server.pem(), SOMEBODY, StoreError.TLS_OTHER_HOST);
    }
  }

  @Test
  void aBundleOfNoUseIsToldAtOnce() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate here\n");
    Path half =
        Files.writeString(folder.resolve("half.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
    for (Path bundle : new Path[] {empty, text, half, folder, folder.resolve("missing.pem")}) {
      assertThatThrownBy(() -> open(URI.create("https://127.0.0.1:1"), bundle, SOMEBODY))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.CA_BUNDLE_UNREADABLE))
          .hasMessageContaining(bundle.toString());
    }
  }

  @Test
  void aHostThatNobodyKnowsIsTold() {
    requireTrouble(URI.create("http://store.invalid"), null, SOMEBODY, StoreError.HOST_UNKNOWN);
  }

  @Test
  void aClosedPortIsUnreachable() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    requireTrouble(URI.create("http://127.0.0.1:" + port), null, SOMEBODY, StoreError.UNREACHABLE);
  }

  @Test
  void aServerThatNeverAnswersTimesOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      requireTrouble(
          URI.create("http://127.0.0.1:" + silent.getLocalPort()),
          null,
          SOMEBODY,
          StoreError.TIMED_OUT);
    }
  }

  @Test
  void missingCredentialsAreTold() {
    requireTrouble(
        URI.create("http://127.0.0.1:1"),
        null,
        ProfileCredentialsProvider.create("no-such-profile-of-ours"),
        StoreError.NO_CREDENTIALS);
  }

  @Test
  void settingsThatContradictThemselvesAreRefused() {
    URI uri = URI.create("https://store.example");
    assertThatThrownBy(() -> new StoreEndpoint(uri, null, null, null, true, null))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("FIPS");
    assertThatThrownBy(() -> StoreEndpoint.at(URI.create("ftp://store"), null))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> new TransferLimits(1 << 20, 1, 1 << 30)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> new TransferLimits(5 << 20, 0, 1 << 30)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> new TransferLimits(5 << 20, 1, 1 << 20)).isInstanceOf(Refused.class);
  }
}
