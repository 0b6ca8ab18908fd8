package org.saddlebag.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.testing.TestCertificate;
import org.saddlebag.testing.TlsPeer;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a handshake tells of an endpoint. */
class TlsHandshakeTest {

  enum Code implements ErrorCode {
    BUNDLE,
    CERTIFICATE;

    @Override
    public String fix() {
      return "Mend it in the test.";
    }
  }

  private static final TlsCodes CODES = new TlsCodes(Code.BUNDLE, Code.CERTIFICATE);

  @TempDir private Path folder;

  private static TlsFacts ask(URI uri, TlsSettings tls) {
    Duration soon = Duration.ofSeconds(20);
    return TlsHandshake.with(uri, new Transport(tls, null, soon, soon, soon, 1, 1), CODES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void versionCipherAndCertificateAreTold(String version) {
    TestCertificate own = TestCertificate.valid(folder, "store", "ip:127.0.0.1");
    try (TlsPeer server = TlsPeer.open(own, version)) {
      TlsFacts facts = ask(server.uri(), TlsSettings.trusting(own.pem()));

      assertThat(facts.protocol()).isEqualTo(version);
      assertThat(facts.cipherSuite()).startsWith("TLS_").contains("_GCM_");
      assertThat(facts.host()).isEqualTo("127.0.0.1");
      assertThat(facts.port()).isEqualTo(server.uri().getPort());
      assertThat(facts.peerSubject()).isEqualTo("CN=store");
      assertThat(facts.chain()).singleElement().extracting("issuer").isEqualTo("CN=store");
      assertThat(facts.notAfter())
          .isEqualTo(facts.earliestNotAfter())
          .isBetween(
              Instant.now().plus(1, ChronoUnit.DAYS), Instant.now().plus(3, ChronoUnit.DAYS));
    }
  }

  @Test
  void theNewestVersionInCommonIsSpoken() {
    TestCertificate own = TestCertificate.valid(folder, "store", "ip:127.0.0.1");
    try (TlsPeer server = TlsPeer.open(own, "TLSv1.2", "TLSv1.3")) {
      assertThat(ask(server.uri(), TlsSettings.trusting(own.pem())).protocol())
          .isEqualTo("TLSv1.3");
    }
  }

  @Test
  void aServerThatIsNotTrustedTellsNothing() {
    TestCertificate own = TestCertificate.valid(folder, "store", "ip:127.0.0.1");
    try (TlsPeer server = TlsPeer.open(own)) {
      assertThatThrownBy(() -> ask(server.uri(), TlsSettings.platform()))
          .isInstanceOfSatisfying(
              SdkClientException.class,
              e ->
                  assertThat(ClientTrouble.of(e).kind()).isEqualTo(ClientTrouble.Kind.NOT_TRUSTED));
      assertThat(server.requests()).isEmpty();
    }
  }
}
