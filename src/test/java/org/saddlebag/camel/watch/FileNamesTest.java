package org.saddlebag.camel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

  private final FileNames everything = FileNames.of("", "");

  @ParameterizedTest
  @ValueSource(
      strings = {".hidden", "a/.hidden", "x.tmp", "a/x.part", "~$letter.docx", ".~lock.sheet.ods#"})
  void hidden_and_temporary_files_are_never_taken(String path) {
    assertThat(everything.take(path)).isFalse();
    assertThat(FileNames.of("**/*", "").take(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b/c.txt",
        "no extension",
        "tmp",
        "part.txt",
        "${sys.java.version}.txt",
        "grüße 日本.txt",
        "a+b&c%41#d?.txt",
        "x~$y",
        "[a]{b}(c)^|"
      })
  void all_other_files_are(String path) {
    assertThat(everything.take(path)).isTrue();
  }

  @Test
  void a_star_stays_within_a_name_and_two_cross_directories() {
    FileNames top = FileNames.of("*.xml", "");
    FileNames all = FileNames.of("**/*.xml", "");

    assertThat(top.take("a.xml")).isTrue();
    assertThat(top.take("b/a.xml")).isFalse();
    assertThat(all.take("a.xml")).isTrue();
    assertThat(all.take("b/c/a.xml")).isTrue();
    assertThat(all.take("a.xmlx")).isFalse();
  }

  @Test
  void several_globs_are_separated_by_commas_and_exclusion_wins() {
    FileNames names = FileNames.of("**/*.xml, **/*.csv", "old/**");

    assertThat(names.take("a.xml")).isTrue();
    assertThat(names.take("b/a.csv")).isTrue();
    assertThat(names.take("a.txt")).isFalse();
    assertThat(names.take("old/a.xml")).isFalse();
  }
}
