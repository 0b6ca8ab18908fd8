package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

class SecretTest {

  @TempDir Path folder;

  @Test
  void aSecretComesFromTheEnvironment() throws BadValue {
    assertThat(new String(secret("env:PASSWORD").read())).isEqualTo("hunter2");
  }

  @Test
  void aSecretComesFromAFileWithoutItsLineEnd() throws Exception {
    Files.writeString(folder.resolve("password"), "gehe im \u00e4ther\r\n");
    assertThat(new String(secret("file:password").read())).isEqualTo("gehe im \u00e4ther");
  }

  @Test
  void blanksInAFileBelongToTheSecret() throws Exception {
    Files.writeString(folder.resolve("password"), " x \n");
    assertThat(new String(secret("file:password").read())).isEqualTo(" x ");
  }

  @Test
  void aSecretIsReadAnewEachTimeSoThatWipingItIsHarmless() throws BadValue {
    Secret secret = secret("env:PASSWORD");
    java.util.Arrays.fill(secret.read(), '\0');
    assertThat(new String(secret.read())).isEqualTo("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "env:", "env:A B", "file:", "ENV:PASSWORD", "env:1X"})
  void plainTextIsRefusedAndNotShown(String text) {
    assertThatThrownBy(() -> secret(text))
        .isInstanceOf(BadValue.class)
        .hasMessageNotContaining(text);
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    assertThatThrownBy(() -> secret("env:NOWHERE"))
        .isInstanceOf(BadValue.class)
        .hasMessageContaining("env:NOWHERE is not set");
  }

  @Test
  void anEmptyVariableIsNoSecret() {
    assertThatThrownBy(() -> secret("env:EMPTY")).hasMessageContaining("env:EMPTY is empty");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> secret("file:nowhere"))
        .hasMessageContaining(folder.resolve("nowhere") + " does not exist");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(folder.resolve("password"), new byte[] {(byte) 0xff, 'x'});
    assertThatThrownBy(() -> secret("file:password")).hasMessageContaining("no UTF-8");
  }

  @Test
  void aSecretThatVanishesLaterIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "x");
    Secret secret = secret("file:password");
    Files.delete(file);
    assertThatThrownBy(secret::read).isInstanceOf(Refused.class).hasMessageContaining("password");
  }

  @Test
  void toStringShowsTheSourceOnly() throws BadValue {
    assertThat(secret("env:PASSWORD")).hasToString("env:PASSWORD");
  }

  private Secret secret(String text) throws BadValue {
    return Secret.parse(
        text,
        new Surroundings(
            folder,
            name ->
                switch (name) {
                  case "PASSWORD" -> "hunter2";
                  case "EMPTY" -> "";
                  default -> null;
                }));
  }
}
