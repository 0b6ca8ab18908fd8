package org.saddlebag.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.aws.ClientTrouble.Kind;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.TestCertificate;
import org.saddlebag.testing.TlsPeer;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A connection that is not what it must be is no connection, and the cause has a name. */
class TlsRefusalsTest {

  private static final TlsCodes CODES =
      new TlsCodes(TlsHandshakeTest.Code.BUNDLE, TlsHandshakeTest.Code.CERTIFICATE);

  @TempDir private Path folder;

  private static TlsFacts ask(URI uri, TlsSettings tls) {
    Duration soon = Duration.ofSeconds(20);
    return TlsHandshake.with(uri, new Transport(tls, null, soon, soon, soon, 1, 1), CODES);
  }

  private static ClientTrouble trouble(URI uri, TlsSettings tls) {
    SdkClientException thrown = catchThrowableOfType(SdkClientException.class, () -> ask(uri, tls));
    assertThat(thrown).isNotNull();
    return ClientTrouble.of(thrown);
  }

  private static void requireTrouble(URI uri, TlsSettings tls, Kind kind) {
    ClientTrouble trouble = trouble(uri, tls);
    assertThat(trouble.kind()).as(trouble.words()).isEqualTo(kind);
  }

  private TestCertificate store() {
    return TestCertificate.valid(folder, "store", "ip:127.0.0.1");
  }

  private static TlsSettings showing(TestCertificate server, ClientCertificate ours) {
    return new TlsSettings(server.pem(), TlsVersion.V1_2, ours);
  }

  private static ClientCertificate of(TestCertificate made, String alias, String password) {
    return new ClientCertificate(made.keystore(), alias, password::toCharArray);
  }

  private static ClientCertificate of(TestCertificate made) {
    return of(made, TestCertificate.ALIAS, TestCertificate.PASSWORD);
  }

  @Test
  void anExpiredCertificateIsRefused() {
    TestCertificate own = TestCertificate.expired(folder, "store", "ip:127.0.0.1");
    try (TlsPeer server = TlsPeer.open(own)) {
      requireTrouble(server.uri(), TlsSettings.trusting(own.pem()), Kind.EXPIRED);
    }
  }

  @Test
  void theCertificateOfAnotherHostIsRefused() {
    TestCertificate own = TestCertificate.valid(folder, "store", "dns:store.example");
    try (TlsPeer server = TlsPeer.open(own)) {
      requireTrouble(server.uri(), TlsSettings.trusting(own.pem()), Kind.OTHER_HOST);
      requireTrouble(
          URI.create("https://localhost:" + server.uri().getPort()),
          TlsSettings.trusting(own.pem()),
          Kind.OTHER_HOST);
    }
  }

  @Test
  void anUnknownAuthorityIsRefused() {
    TestCertificate other = TestCertificate.valid(folder, "other", "ip:127.0.0.1");
    try (TlsPeer server = TlsPeer.open(store())) {
      requireTrouble(server.uri(), TlsSettings.trusting(other.pem()), Kind.NOT_TRUSTED);
    }
  }

  @Test
  void aServerThatSpeaksOnlyTheOlderVersionIsRefusedWhereTheNewerIsWanted() {
    TestCertificate own = store();
    try (TlsPeer server = TlsPeer.open(own, "TLSv1.2")) {
      requireTrouble(
          server.uri(), new TlsSettings(own.pem(), TlsVersion.V1_3, null), Kind.TLS_TOO_OLD);
    }
    try (TlsPeer server = TlsPeer.open(own, "TLSv1.2", "TLSv1.3")) {
      assertThat(ask(server.uri(), new TlsSettings(own.pem(), TlsVersion.V1_3, null)).protocol())
          .isEqualTo("TLSv1.3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void aServerOfOldIsRefused(String version) throws Exception {
    TestCertificate own = store();
    Process process = oldServer(own, version);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      URI uri = URI.create("https://127.0.0.1:" + out.readLine());

      requireTrouble(uri, TlsSettings.trusting(own.pem()), Kind.TLS_TOO_OLD);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process oldServer(TestCertificate own, String version) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OldTlsServer.class.getName(),
            own.keystore().toString(),
            version)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aServerThatAsksForOurCertificateGetsIt(String version) {
    TestCertificate own = store();
    TestCertificate ours = TestCertificate.valid(folder, "ours", "dns:node-1");
    try (TlsPeer server = TlsPeer.mutual(own, ours, version)) {
      assertThat(ask(server.uri(), showing(own, of(ours))).protocol()).isEqualTo(version);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aKeystoreOfTheOldKindDoesToo() {
    TestCertificate own = store();
    TestCertificate ours = TestCertificate.inJks(folder, "ours");
    try (TlsPeer server = TlsPeer.mutual(own, ours)) {
      assertThat(ask(server.uri(), showing(own, of(ours))).peerSubject()).isEqualTo("CN=store");
    }
  }

  @RepeatedTest(5)
  void aServerThatWantsACertificateAndGetsNoneOrAnotherSaysSo() {
    TestCertificate own = store();
    TestCertificate ours = TestCertificate.valid(folder, "ours", "dns:node-1");
    TestCertificate wanted = TestCertificate.valid(folder, "wanted", "dns:node-2");
    for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
      try (TlsPeer server = TlsPeer.mutual(own, wanted, version)) {
        requireTrouble(server.uri(), showing(own, null), Kind.OURS_REFUSED);
        requireTrouble(server.uri(), showing(own, of(ours)), Kind.OURS_REFUSED);
        assertThat(server.requests()).isEmpty();
      }
    }
  }

  @Test
  void aCertificateOfOursThatIsOfNoUseIsToldBeforeAnythingIsSent() throws IOException {
    TestCertificate ours = TestCertificate.valid(folder, "ours", "dns:node-1");
    TestCertificate expired = TestCertificate.expired(folder, "expired", "dns:node-1");
    Path text = Files.writeString(folder.resolve("text"), "hello");
    Path nowhere = folder.resolve("nowhere");

    requireRefusal(of(ours, TestCertificate.ALIAS, "wrong"), "password does not open");
    requireRefusal(of(ours, "nobody", TestCertificate.PASSWORD), "no such alias, only [mine]");
    requireRefusal(of(expired), "it expired on");
    requireRefusal(of(new TestCertificate(text, null)), "neither PKCS#12 nor JKS");
    requireRefusal(of(new TestCertificate(nowhere, null)), "does not exist");
  }

  private static void requireRefusal(ClientCertificate ours, String why) {
    TlsSettings settings = new TlsSettings(null, TlsVersion.V1_2, ours);
    Refused thrown =
        catchThrowableOfType(Refused.class, () -> ask(URI.create("https://127.0.0.1:1"), settings));
    assertThat(thrown.code()).isEqualTo(TlsHandshakeTest.Code.CERTIFICATE);
    assertThat(thrown.what())
        .contains(why)
        .contains(ours.keystore().toString())
        .doesNotContain(TestCertificate.PASSWORD);
  }
}
