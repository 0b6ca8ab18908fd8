package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.keys.kms.KmsError;
import org.saddlebag.s3.StoreError;
import org.saddlebag.testing.ProxyPeer;
import org.saddlebag.testing.TestCertificate;
import org.saddlebag.testing.TlsPeer;

/** What is configured is what happens on the way to the services. */
class TransportTest {

  private static final String S3 = "camel.component.aws2-s3.";
  private static final String KMS = "camel.component.aws2-kms.";

  @TempDir Path folder;
  private TestCertificate own;
  private TestCertificate ours;

  @BeforeEach
  void makeCertificates() {
    own = TestCertificate.valid(folder, "store", "ip:127.0.0.1");
    ours = TestCertificate.valid(folder, "ours", "dns:node-1");
  }

  private Services services(TlsPeer server, String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                S3 + "uriEndpointOverride=" + server.uri(),
                S3 + "accessKey=AKID",
                S3 + "secretKey=env:PW",
                "saddlebag.s3.profile=ceph",
                "saddlebag.s3.attempts=1",
                "saddlebag.s3.ca-bundle=" + own.pem(),
                KMS + "uriEndpointOverride=" + server.uri(),
                KMS + "region=eu-central-1",
                KMS + "accessKey=AKID",
                KMS + "secretKey=env:PW",
                "saddlebag.kms.attempts=1",
                "saddlebag.kms.ca-bundle=" + own.pem()));
    lines.addAll(List.of(more));
    ConfigFile config =
        new ConfigFile(folder)
            .variable("PW", TestCertificate.PASSWORD)
            .variable("WRONG", "swordfish");
    return new Services(config.read(lines.toArray(String[]::new)));
  }

  private String[] showing(String section, String alias, String password) {
    return new String[] {
      section + "client-certificate=keystore:" + ours.keystore() + "#" + alias,
      section + "client-certificate-password=env:" + password
    };
  }

  @Test
  void theCertificateIsShownAndItsConnectionUsedAgain() {
    try (TlsPeer server = TlsPeer.mutual(own, ours);
        Services services = services(server, showing("saddlebag.s3.", "mine", "PW"))) {
      for (int i = 0; i < 5; i++) {
        services.store().requireBucket("bucket");
      }
      assertThat(server.requests()).hasSize(5);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void whatTlsIsSpokenCanBeAskedOfStoreAndKms() {
    try (TlsPeer server = TlsPeer.open(own, "TLSv1.2");
        Services services = services(server)) {
      assertThat(services.clients().storeTls().protocol()).isEqualTo("TLSv1.2");
      assertThat(services.clients().storeTls().port()).isEqualTo(server.uri().getPort());
      assertThat(services.clients().kmsTls().peerSubject()).isEqualTo("CN=store");
    }
  }

  @Test
  void theOldestVersionThatIsConfiguredHolds() {
    try (TlsPeer server = TlsPeer.open(own, "TLSv1.2");
        Services services =
            services(server, "saddlebag.s3.min-tls=1.3", "saddlebag.kms.min-tls=1.3")) {
      assertThatThrownBy(() -> services.store().requireBucket("bucket"))
          .isInstanceOfSatisfying(
              StoreUnavailable.class,
              e -> {
                assertThat(e.code()).isEqualTo(StoreError.TLS_TOO_OLD);
                assertThat(e.fix()).contains("min-tls=1.3");
              });
      assertThatThrownBy(services.clients()::kmsTls)
          .isInstanceOfSatisfying(
              SaddlebagException.class,
              e -> assertThat(e.code()).isEqualTo(KmsError.KMS_TLS_TOO_OLD));
    }
  }

  @Test
  void aStoreThatAsksInVainSaysSo() {
    try (TlsPeer server = TlsPeer.mutual(own, ours);
        Services services = services(server)) {
      assertThatThrownBy(() -> services.store().requireBucket("bucket"))
          .isInstanceOfSatisfying(
              StoreUnavailable.class,
              e -> {
                assertThat(e.code()).isEqualTo(StoreError.CLIENT_CERTIFICATE_REFUSED);
                assertThat(e.retryable()).isFalse();
              });
    }
  }

  @Test
  void aCertificateOfNoUseIsToldBeforeTheFirstRequest() {
    try (TlsPeer server = TlsPeer.mutual(own, ours);
        Services wrongPassword = services(server, showing("saddlebag.s3.", "mine", "WRONG"));
        Services wrongAlias = services(server, showing("saddlebag.kms.", "nobody", "PW"))) {
      assertThatThrownBy(wrongPassword::store)
          .isInstanceOfSatisfying(
              Refused.class,
              e -> assertThat(e.code()).isEqualTo(StoreError.CLIENT_CERTIFICATE_UNUSABLE))
          .hasMessageContaining("the password does not open its keystore")
          .hasMessageNotContaining("swordfish");
      assertThatThrownBy(wrongAlias::kmsClient)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(KmsError.KMS_CLIENT_CERTIFICATE))
          .hasMessageContaining("only [mine]");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aProxyThatKnowsUsOpensATunnelAndAnotherDoesNot() {
    try (TlsPeer server = TlsPeer.open(own);
        ProxyPeer proxy = new ProxyPeer("saddlebag", TestCertificate.PASSWORD);
        Services known = services(server, through(proxy, "PW"));
        Services unknown = services(server, through(proxy, "WRONG"))) {
      known.store().requireBucket("bucket");
      assertThat(proxy.tunnels()).containsExactly(server.uri().getAuthority());
      assertThat(known.clients().storeTls().peerSubject()).isEqualTo("CN=store");

      assertThatThrownBy(() -> unknown.store().requireBucket("bucket"))
          .isInstanceOf(SaddlebagException.class)
          .hasMessageNotContaining("swordfish");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aProxyWorksTogetherWithACertificateOfOurs() {
    try (TlsPeer server = TlsPeer.mutual(own, ours);
        ProxyPeer proxy = new ProxyPeer("saddlebag", TestCertificate.PASSWORD);
        Services services =
            services(
                server,
                Stream.of(through(proxy, "PW"), showing("saddlebag.s3.", "mine", "PW"))
                    .flatMap(Stream::of)
                    .toArray(String[]::new))) {
      services.store().requireBucket("bucket");
      services.store().requireBucket("bucket");
      assertThat(proxy.tunnels()).containsExactly(server.uri().getAuthority());
      assertThat(server.requests()).hasSize(2);
    }
  }

  private static String[] through(ProxyPeer proxy, String password) {
    return new String[] {
      S3 + "proxyHost=127.0.0.1",
      S3 + "proxyPort=" + proxy.port(),
      "saddlebag.s3.proxy-user=saddlebag",
      "saddlebag.s3.proxy-password=env:" + password
    };
  }
}
