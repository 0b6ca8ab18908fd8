package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.saddlebag.keys.TestKeys.V3;
import static org.saddlebag.keys.TestKeys.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;

class NewKeystoreTest {

  private static final char[] PASSWORD = "correct-horse".toCharArray();

  @TempDir Path folder;

  @Test
  void the_new_key_seals_and_opens() {
    Path file = folder.resolve("keys.p12");
    NewKeystore.create(file, "archive", PASSWORD);

    MasterKey key = new KeystoreKeys(file, PASSWORD::clone).masterKey("archive", label("a", 1));
    GeneratedDataKey generated = key.generate(V3, Map.of());

    assertThat(key).isInstanceOf(AesMasterKey.class);
    assertThat(key.unwrap(generated.encrypted(), V3, Map.of()).plaintext().exposeBytes())
        .isEqualTo(generated.plaintext().exposeBytes());
  }

  @Test
  void only_its_owner_reads_the_file_and_nothing_else_is_left() throws IOException {
    Path file = folder.resolve("keys.p12");
    NewKeystore.create(file, "archive", PASSWORD);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void an_existing_file_is_never_overwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("keys.p12"), "precious");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> NewKeystore.create(file, "archive", PASSWORD))
        .withMessageContaining("exists already");
    assertThat(file).hasContent("precious");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_missing_folder_is_said() {
    assertThatExceptionOfType(FileUnavailable.class)
        .isThrownBy(() -> NewKeystore.create(folder.resolve("no/keys.p12"), "archive", PASSWORD))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.FILE_UNWRITABLE));
  }
}
