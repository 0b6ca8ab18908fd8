package org.saddlebag.camel.s3object;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;

class FoundObjectTest {

  private static FoundObject found(String key, long length, String prefix) {
    return FoundObject.below(
        new ListedObject(new ObjectAddress("b", key), length, "e", Instant.EPOCH), prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b.txt, '', a/b.txt",
    "out/a/b.txt, out/, a/b.txt",
    "out/abc.txt, out/a, abc.txt",
    "abc.txt, a, abc.txt"
  })
  void the_name_is_what_follows_the_last_slash_of_the_prefix(
      String key, String prefix, String name) {
    assertThat(found(key, 1, prefix).name()).isEqualTo(name);
  }

  @Test
  void the_marks_of_folders_are_no_files() {
    assertThat(found("out/", 0, "out/").isFolderMark()).isTrue();
    assertThat(found("out/sub/", 0, "out/").isFolderMark()).isTrue();
    assertThat(found("out/sub/", 5, "out/").isFolderMark()).isFalse();
    assertThat(found("out/empty", 0, "out/").isFolderMark()).isFalse();
  }
}
