package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.saddlebag.keys.TestKeys.V3;
import static org.saddlebag.keys.TestKeys.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.format.EncryptedDataKey;

/** Reads keystores that the JDK's own keytool made. */
class KeystoreKeysTest {

  private static final String PASSWORD = "correct-horse";

  @TempDir static Path folder;
  private static Path keytoolFile;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    keytoolFile = folder.resolve("keytool.p12");
    keytool("-genseckey", "-alias", "Archive", "-keyalg", "AES", "-keysize", "256");
    keytool("-genseckey", "-alias", "short", "-keyalg", "AES", "-keysize", "128");
    keytool("-genseckey", "-alias", "hmac", "-keyalg", "HmacSHA256", "-keysize", "256");
    pair("partner", "RSA", "2048");
    pair("weak", "RSA", "1024");
    pair("curve", "EC", "256");
  }

  @Test
  void an_aes_key_seals_and_opens() {
    roundTrip("archive");
  }

  @Test
  void an_rsa_key_pair_seals_and_opens() {
    roundTrip("partner");
  }

  @Test
  void aliases_compare_in_lower_case() {
    roundTrip("ARCHIVE");
    assertThat(keys(keytoolFile, PASSWORD).aliases())
        .containsExactly("archive", "curve", "hmac", "partner", "short", "weak");
  }

  @Test
  void a_missing_file_is_named() {
    refused(
        () -> keys(folder.resolve("none.p12"), PASSWORD).masterKey("archive", label("a", 1)),
        KeyError.FILE_UNREADABLE,
        "none.p12 does not exist");
  }

  @Test
  void a_folder_in_place_of_a_file_cannot_be_read() {
    refused(
        () -> keys(folder, PASSWORD).masterKey("archive", label("a", 1)),
        KeyError.FILE_UNREADABLE,
        "cannot be read");
  }

  @Test
  void a_wrong_password_is_told_from_a_wrong_file() {
    refused(
        () -> keys(keytoolFile, "battery-staple").masterKey("archive", label("a", 1)),
        KeyError.WRONG_PASSWORD,
        "does not open with this password");
  }

  @Test
  void garbage_and_cut_files_are_no_keystores() throws IOException {
    byte[] whole = Files.readAllBytes(keytoolFile);
    Path garbage = Files.write(folder.resolve("garbage.p12"), "not a keystore".getBytes());
    Path empty = Files.write(folder.resolve("empty.p12"), new byte[0]);
    Path cut =
        Files.write(folder.resolve("cut.p12"), java.util.Arrays.copyOf(whole, whole.length / 2));
    for (Path file : List.of(garbage, empty, cut)) {
      refused(
          () -> keys(file, PASSWORD).masterKey("archive", label("a", 1)),
          KeyError.NOT_A_KEYSTORE,
          file.getFileName() + " is not a whole PKCS#12 keystore");
    }
  }

  @Test
  void an_unknown_alias_lists_those_there_are() {
    refused(
        () -> keys(keytoolFile, PASSWORD).masterKey("nobody", label("a", 1)),
        KeyError.NO_SUCH_ALIAS,
        "no alias 'nobody'; it has [archive, curve, hmac, partner, short, weak]");
  }

  @Test
  void keys_of_other_kinds_and_lengths_are_told_by_kind_and_length() {
    Map<String, String> kinds =
        Map.of(
            "short", "is a secret key of 128 bits for AES",
            "hmac", "is a secret key of 256 bits for",
            "weak", "is an RSA key of 1024 bits",
            "curve", "is an EC key pair");
    kinds.forEach(
        (alias, kind) ->
            refused(
                () -> keys(keytoolFile, PASSWORD).masterKey(alias, label("a", 1)),
                KeyError.WRONG_KEY_KIND,
                kind));
  }

  @Test
  void the_password_is_wiped_whether_the_keystore_opens_or_not() {
    List<char[]> given = new ArrayList<>();
    for (String password : List.of(PASSWORD, "battery-staple")) {
      KeystoreKeys keys =
          new KeystoreKeys(
              keytoolFile,
              () -> {
                given.add(password.toCharArray());
                return given.get(given.size() - 1);
              });
      try {
        keys.masterKey("archive", label("a", 1));
      } catch (KeyUnavailable e) {
        assertThat(e.code()).isEqualTo(KeyError.WRONG_PASSWORD);
      }
    }
    assertThat(given).hasSize(2).allSatisfy(chars -> assertThat(chars).containsOnly('\0'));
  }

  private static void roundTrip(String alias) {
    MasterKey key = keys(keytoolFile, PASSWORD).masterKey(alias, label("archive", 1));
    GeneratedDataKey generated = key.generate(V3, Map.of());
    EncryptedDataKey sealed = generated.encrypted();
    assertThat(key.unwrap(sealed, V3, Map.of()).plaintext().exposeBytes())
        .isEqualTo(generated.plaintext().exposeBytes());
  }

  private static void refused(ThrowingCallable act, KeyError code, String what) {
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(act)
        .withMessageContaining(what)
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.toString() + e.getCause()).doesNotContain("correct-horse", "battery");
            });
  }

  private static KeystoreKeys keys(Path file, String password) {
    return new KeystoreKeys(file, password::toCharArray);
  }

  private static void pair(String alias, String algorithm, String bits)
      throws IOException, InterruptedException {
    keytool(
        "-genkeypair", "-alias", alias, "-keyalg", algorithm, "-keysize", bits, "-dname", "CN=t");
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", keytoolFile.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
