package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.saddlebag.keys.TestKeys.RSA;
import static org.saddlebag.keys.TestKeys.V3;
import static org.saddlebag.keys.TestKeys.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;

class PublicKeyFileTest {

  @TempDir Path folder;

  @Test
  void a_public_key_seals_for_the_private_key() throws IOException {
    Path file = pem("PUBLIC KEY", RSA.getPublic().getEncoded());

    sealsFor(PublicKeyFile.masterKey(file, label("partner", 1), false));
  }

  @Test
  void a_certificate_made_by_keytool_seals() throws IOException, InterruptedException {
    Path store = folder.resolve("keys.p12");
    Path certificate = folder.resolve("partner.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "partner",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=p",
        "-keystore",
        store.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "partner",
        "-file",
        certificate.toString(),
        "-keystore",
        store.toString());

    GeneratedDataKey sealed =
        PublicKeyFile.masterKey(certificate, label("partner", 1), false).generate(V3, Map.of());

    MasterKey pair =
        new KeystoreKeys(store, "password"::toCharArray).masterKey("partner", label("partner", 1));
    assertThat(pair.unwrap(sealed.encrypted(), V3, Map.of()).plaintext().exposeBytes())
        .isEqualTo(sealed.plaintext().exposeBytes());
  }

  @Test
  void a_private_key_has_no_place_on_a_host_that_only_seals() throws IOException {
    String privateKey = Files.readString(pem("PRIVATE KEY", RSA.getPrivate().getEncoded()));
    String publicKey = Files.readString(pem("PUBLIC KEY", RSA.getPublic().getEncoded()));
    for (String kind : List.of("", "RSA ", "EC ", "ENCRYPTED ")) {
      String text = publicKey + privateKey.replace(" PRIVATE", " " + kind + "PRIVATE");
      Path file = Files.writeString(folder.resolve("both.pem"), text);
      assertThatExceptionOfType(KeyUnavailable.class)
          .isThrownBy(() -> PublicKeyFile.masterKey(file, label("partner", 1), false))
          .withMessageContaining("both.pem holds a private key")
          .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.PRIVATE_KEY_IN_FILE));
    }
  }

  @Test
  void an_elliptic_key_is_told_by_its_kind() throws Exception {
    refused(certificate("EC", "256", "-1d", 30), "is an EC key pair");
  }

  @Test
  void an_expired_certificate_seals_only_where_the_operator_says_so() throws Exception {
    Path expired = certificate("RSA", "2048", "-10d", 1);

    RsaMasterKey key = PublicKeyFile.masterKey(expired, label("partner", 1), false);

    assertOutOfDates(key::requireSealing, "certificate of master key 'partner' expired at ");
    assertOutOfDates(() -> key.generate(V3, Map.of()), "expired at ");
    RsaMasterKey ignoring = PublicKeyFile.masterKey(expired, label("partner", 1), true);
    ignoring.requireSealing();
    assertThat(ignoring.generate(V3, Map.of())).isNotNull();
  }

  @Test
  void the_end_of_a_certificate_is_announced_a_month_before() {
    CertificateDates dates =
        new CertificateDates(
            Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

    assertThat(dates.warning("partner", Instant.parse("2026-12-01T00:00:00Z"))).isEmpty();
    assertThat(dates.warning("partner", Instant.parse("2026-12-03T00:00:00Z")))
        .hasValueSatisfying(
            why -> assertThat(why).contains("'partner' expires at 2027-01-01T00:00:00Z"));
    assertThat(dates.warning("partner", Instant.parse("2027-01-02T00:00:00Z"))).isEmpty();
    assertThat(CertificateDates.NONE.warning("partner", Instant.now())).isEmpty();
  }

  @Test
  void a_certificate_of_the_future_does_not_seal_yet() throws Exception {
    RsaMasterKey key =
        PublicKeyFile.masterKey(certificate("RSA", "2048", "+10d", 30), label("partner", 1), false);

    assertOutOfDates(key::requireSealing, " on, and this host's clock says ");
  }

  @Test
  void a_ring_of_public_keys_refuses_to_open_before_anything_is_fetched() throws Exception {
    MasterKey publicOnly =
        PublicKeyFile.masterKey(
            pem("PUBLIC KEY", RSA.getPublic().getEncoded()), label("partner", 1), false);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> new Keyring(List.of(publicOnly)).requireOpening())
        .withMessageContaining("key 'partner' is a public key: this host can seal but not open")
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.PUBLIC_KEY_ONLY));
    new Keyring(List.of(publicOnly, TestKeys.rsa(label("own", 1), RSA))).requireOpening();
    new Keyring(List.of()).requireOpening();
  }

  private static void assertOutOfDates(ThrowingCallable call, String why) {
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(call)
        .withMessageContaining(why)
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.CERTIFICATE_DATES));
  }

  private Path certificate(String algorithm, String size, String start, int days)
      throws IOException, InterruptedException {
    Path store = folder.resolve("dated.p12");
    Path certificate = folder.resolve("dated.pem");
    String at = store.toString();
    keytool(
        ("-genkeypair -alias p -dname CN=p -keyalg "
                + algorithm
                + " -keysize "
                + size
                + " -startdate "
                + start
                + " -validity "
                + days
                + " -keystore "
                + at)
            .split(" "));
    keytool(("-exportcert -rfc -alias p -file " + certificate + " -keystore " + at).split(" "));
    return certificate;
  }

  @Test
  void a_short_key_is_told_by_its_length() throws IOException {
    refused(
        pem("PUBLIC KEY", TestKeys.rsa(1024).getPublic().getEncoded()),
        "is an RSA key of 1024 bits");
  }

  @Test
  void other_files_are_refused() throws IOException {
    refused(Files.writeString(folder.resolve("x"), "hello"), "is no PEM file");
    refused(pem("PUBLIC KEY", new byte[20]), "without an RSA key that can be read");
    refused(pem("CERTIFICATE", new byte[20]), "without an RSA key that can be read");
  }

  @Test
  void a_missing_file_is_named() {
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> PublicKeyFile.masterKey(folder.resolve("none.pem"), label("p", 1), false))
        .withMessageContaining("none.pem does not exist")
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.FILE_UNREADABLE));
  }

  private static void sealsFor(RsaMasterKey sealing) {
    GeneratedDataKey sealed = sealing.generate(V3, Map.of());
    MasterKey pair = TestKeys.rsa(label("partner", 1), RSA);
    assertThat(pair.unwrap(sealed.encrypted(), V3, Map.of()).plaintext().exposeBytes())
        .isEqualTo(sealed.plaintext().exposeBytes());
  }

  private static void refused(Path file, String what) {
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> PublicKeyFile.masterKey(file, label("partner", 1), false))
        .withMessageContaining(what)
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.WRONG_KEY_KIND));
  }

  private Path pem(String type, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder().encodeToString(der);
    return Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, body, type));
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                            "-storepass",
                            "password"),
                        java.util.Arrays.stream(arguments))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
