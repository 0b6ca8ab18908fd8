package org.saddlebag.camel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLooksTest {

  private final FileLooks looks = new FileLooks(10);
  private @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("a"), "one");
  }

  private boolean look() throws IOException {
    looks.pollBegins();
    boolean settled = looks.settled("a", Files.readAttributes(file, BasicFileAttributes.class));
    looks.pollEnds(true);
    return settled;
  }

  @Test
  void a_file_settles_when_two_looks_are_equal() throws IOException {
    assertThat(look()).isFalse();
    assertThat(looks.unsettled()).isEqualTo(1);
    assertThat(look()).isTrue();
    assertThat(looks.unsettled()).isZero();
    assertThat(look()).isTrue();
  }

  @Test
  void a_growing_file_waits_until_it_stops() throws IOException {
    look();
    Files.writeString(file, "one and more");
    assertThat(look()).isFalse();
    assertThat(look()).isTrue();
  }

  @Test
  void a_change_of_the_time_alone_counts() throws IOException {
    look();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertThat(look()).isFalse();
  }

  @Test
  void an_empty_file_settles_too() throws IOException {
    Files.writeString(file, "");
    assertThat(look()).isFalse();
    assertThat(look()).isTrue();
  }

  @Test
  void a_file_that_was_away_during_a_poll_is_new_again() throws IOException {
    look();
    looks.pollBegins();
    looks.pollEnds(true);
    assertThat(look()).isFalse();
  }

  @Test
  void a_poll_that_stopped_early_forgets_nothing() throws IOException {
    look();
    looks.pollBegins();
    looks.pollEnds(false);
    assertThat(look()).isTrue();
  }

  @Test
  void beyond_its_limit_files_wait_until_others_have_gone() throws IOException {
    BasicFileAttributes same = Files.readAttributes(file, BasicFileAttributes.class);
    for (int poll = 0; poll < 2; poll++) {
      looks.pollBegins();
      for (int i = 0; i < 11; i++) {
        assertThat(looks.settled("f" + i, same)).isEqualTo(poll == 1 && i < 10);
      }
      looks.pollEnds(true);
      assertThat(looks.unsettled()).isEqualTo(poll == 0 ? 11 : 1);
    }

    looks.pollBegins();
    looks.forget("f0");
    assertThat(looks.settled("f10", same)).isFalse();
    looks.pollEnds(false);
    looks.pollBegins();
    assertThat(looks.settled("f10", same)).isTrue();
  }

  @Test
  void nobody_waits_for_ever_for_a_file_that_never_settles() throws IOException {
    for (int i = 0; i < 10; i++) {
      Files.writeString(file, "x".repeat(i + 10));
      assertThat(look()).isFalse();
    }
    assertThat(looks.unsettled()).isZero();
  }
}
