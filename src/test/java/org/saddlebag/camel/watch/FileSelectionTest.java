package org.saddlebag.camel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSelectionTest {

  @TempDir private Path folder;

  private FileSelection selection() {
    return selection("");
  }

  private FileSelection selection(String doneFile) {
    WatchSettings settings = new WatchSettings();
    settings.setDoneFile(doneFile);
    settings.setDirectory(folder.toString());
    return new FileSelection(settings, name -> false);
  }

  @Test
  void a_file_that_another_node_has_found_may_be_taken() {
    assertThat(selection().mayTake("folder/a")).isTrue();
  }

  /** The last one no locale has bytes for, as that of another node may have none for an umlaut. */
  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "../a", ".done/a", "a.tmp", "a\0", "a\ud800"})
  void a_name_that_no_look_of_this_node_finds_may_not(String name) {
    assertThat(selection().mayTake(name)).isFalse();
  }

  @Test
  void a_link_of_which_nobody_says_that_it_is_whole_does_not_hold_up_its_target()
      throws IOException {
    FileSelection selection = selection("{name}.ok");
    Files.createFile(folder.resolve("target"));
    Files.createFile(folder.resolve("target.ok"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    selection.pollBegins();

    assertThat(take(selection, "link")).isFalse();
    assertThat(take(selection, "target")).isTrue();
  }

  @Test
  void a_link_that_is_whole_goes_before_its_target() throws IOException {
    FileSelection selection = selection("{name}.ok");
    Files.createFile(folder.resolve("target"));
    Files.createFile(folder.resolve("target.ok"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    Files.createFile(folder.resolve("link.ok"));
    selection.pollBegins();

    assertThat(take(selection, "link")).isTrue();
    assertThat(take(selection, "target")).isFalse();
  }

  /** It settles by itself, and would lead nowhere then. */
  @Test
  void so_does_one_that_was_just_made_where_writers_give_no_sign() throws IOException {
    FileSelection selection = selection("");
    Files.createFile(folder.resolve("target"));
    selection.pollBegins();
    assertThat(take(selection, "target")).isFalse();
    selection.pollEnds(true);
    Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    selection.pollBegins();

    assertThat(take(selection, "link")).isFalse();
    assertThat(take(selection, "target")).isFalse();
    assertThat(selection.awaited(folder.resolve("target"), false)).isTrue();
  }

  private boolean take(FileSelection selection, String name) throws IOException {
    Path path = folder.resolve(name);
    BasicFileAttributes entry =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return selection.take(name, entry, FileSelection.behind(path, entry));
  }
}
