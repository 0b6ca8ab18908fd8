package org.saddlebag.camel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSelectionTest {

  @TempDir private Path folder;

  private FileSelection selection() {
    WatchSettings settings = new WatchSettings();
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
}
