package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.saddlebag.keys.TestKeys.RSA;
import static org.saddlebag.keys.TestKeys.V3;
import static org.saddlebag.keys.TestKeys.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.KeyUnavailable;

class PublicKeyFileTest {

  @TempDir Path folder;

  @Test
  void a_public_key_seals_for_the_private_key() throws IOException {
    Path file = pem("PUBLIC KEY", RSA.getPublic().getEncoded());

    sealsFor(PublicKeyFile.masterKey(file, label("partner", 1)));
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
        PublicKeyFile.masterKey(certificate, label("partner", 1)).generate(V3, Map.of());

    MasterKey pair =
        new KeystoreKeys(store, "password"::toCharArray).masterKey("partner", label("partner", 1));
    assertThat(pair.unwrap(sealed.encrypted(), V3, Map.of()).plaintext().exposeBytes())
        .isEqualTo(sealed.plaintext().exposeBytes());
  }

  @Test
  void a_private_key_has_no_place_on_a_host_that_only_seals() throws IOException {
    refused(pem("PRIVATE KEY", RSA.getPrivate().getEncoded()), "is a PEM file of PRIVATE KEY");
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
        .isThrownBy(() -> PublicKeyFile.masterKey(folder.resolve("none.pem"), label("p", 1)))
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
        .isThrownBy(() -> PublicKeyFile.masterKey(file, label("partner", 1)))
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
