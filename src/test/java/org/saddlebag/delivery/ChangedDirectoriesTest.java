package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedDirectoriesTest {

  @TempDir Path folder;

  private final List<Path> synced = new ArrayList<>();
  private boolean broken;
  private final ChangedDirectories changed =
      new ChangedDirectories(
          directory -> {
            if (broken) {
              throw new IOException("no disk");
            }
            synced.add(directory);
          });

  @Test
  void manyChangesOfOneDirectoryCostOneSync() throws IOException {
    for (int i = 0; i < 100; i++) {
      changed.add(folder);
    }
    changed.sync();
    assertThat(synced).containsExactly(folder);

    changed.sync();
    assertThat(synced).hasSize(1);
  }

  @Test
  void whatCouldNotBeSyncedIsTriedAgain() throws IOException {
    changed.add(folder);
    broken = true;
    assertThatThrownBy(changed::sync).isInstanceOf(IOException.class);

    broken = false;
    changed.sync();
    assertThat(synced).containsExactly(folder);
  }

  @Test
  void thatADirectoryIsGoneStandsInTheOneAboveIt() throws IOException {
    Path gone = Files.createDirectories(folder.resolve("a/b"));
    changed.add(gone);
    Files.delete(gone);
    Files.delete(gone.getParent());

    changed.sync();

    assertThat(synced).containsExactly(folder);
  }

  @Test
  void aRealDirectoryIsSynced() {
    ChangedDirectories real = new ChangedDirectories();
    real.add(folder);
    assertThatCode(real::sync).doesNotThrowAnyException();
  }
}
