package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

class PropertiesTextTest {

  private final Problems problems = new Problems();

  @TempDir Path folder;

  @Test
  void textIsUtf8() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "my.name=M\u00fcller \u65e5\n");
    assertThat(PropertiesText.read(file, problems))
        .isEqualTo(Map.of("my.name", "M\u00fcller \u65e5"));
  }

  @Test
  void anotherEncodingIsRefused() throws IOException {
    Path file =
        Files.write(
            folder.resolve("a"), "my.name=M\u00fcller".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> PropertiesText.read(file, problems))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aBrokenEscapeIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "x=\\u12");
    assertThatThrownBy(() -> PropertiesText.read(file, problems))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("hexadecimal");
  }

  @Test
  void aByteOrderMarkIsNamedAndTheFirstKeyStillRead() throws IOException {
    assertThat(PropertiesText.parse("\uFEFFa=1\n", problems)).containsEntry("a", "1");
    assertThat(only()).contains("byte-order mark");
  }

  @Test
  void aNameGivenTwiceIsNamed() throws IOException {
    PropertiesText.parse("a=1\nb=2\na=1\n", problems);
    assertThat(only()).startsWith("a is given twice");
  }

  @Test
  void blanksAtTheEndAreNamed() throws IOException {
    PropertiesText.parse("saddlebag.node=x \n", problems);
    assertThat(only()).startsWith("saddlebag.node has blanks at the end");
  }

  @Test
  void aTabAtTheEndIsNamedForKeysOfOthersToo() throws IOException {
    PropertiesText.parse("my.bucket=x\t\n", problems);
    assertThat(only()).startsWith("my.bucket has blanks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8MiB # large", "8MiB  #large", "8MiB\t# x", "8MiB ! x"})
  void aCommentBehindAValueIsNamed(String value) throws IOException {
    PropertiesText.parse("saddlebag.s3.part-size=" + value + "\n", problems);
    assertThat(only()).startsWith("saddlebag.s3.part-size has a comment behind its value");
  }

  @Test
  void aHashWithinAValueIsNoComment() throws IOException {
    PropertiesText.parse("saddlebag.keys.a.uri=keystore:keys.p12#a\nmy.text=a # b\n", problems);
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void aBackslashThatWouldVanishIsNamed() throws IOException {
    PropertiesText.parse("saddlebag.state=C:\\data\\state\n", problems);
    assertThat(only()).startsWith("saddlebag.state has a backslash");
  }

  @Test
  void escapesThatMeanSomethingAreNoProblem() throws IOException {
    assertThat(
            PropertiesText.parse(
                "a=C:\\\\data\\\\x\nb=1\\\n  2\n# c:\\x\nd\\:e=\\u0041\n", problems))
        .isEqualTo(Map.of("a", "C:\\data\\x", "b", "12", "d:e", "A"));
    assertThat(problems.isEmpty()).isTrue();
  }

  private String only() {
    assertThat(problems.lines()).hasSize(1);
    return problems.lines().get(0);
  }
}
