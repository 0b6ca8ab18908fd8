package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.wire.Fault;

/** Files that were found whole, and are written again while they wait for a place. */
class WaitingFilesTest extends FlowTest {

  /** Of so many the last one waits while the first is delivered, with four places. */
  private static final int FILES = 20;

  private interface Act {
    void on(Path last) throws IOException;
  }

  /** Drops the files; something happens to the one that is found last when the first is sent. */
  private Path drop(Act act) throws IOException {
    for (int i = 0; i < FILES; i++) {
      house.drop("file-" + i, "whole");
      house.drop("file-" + i + ".ok", "");
    }
    Path last = last();
    AtomicBoolean begun = new AtomicBoolean();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("PutObject") && begun.compareAndSet(false, true)) {
                try {
                  act.on(last);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
              return Fault.none();
            });
    return last;
  }

  /** In the order in which they are found. */
  private Path last() throws IOException {
    Path last = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(house.inbox())) {
      for (Path file : files) {
        last = file.toString().endsWith(".ok") ? last : file;
      }
    }
    return last;
  }

  @Test
  void what_has_lost_its_done_file_waits_for_another() throws IOException {
    Path last =
        drop(
            file -> {
              Files.delete(Path.of(file + ".ok"));
              Files.writeString(file, "ha");
            });

    house.in("in", "parallel=1", "doneFile={name}.ok");

    assertThat(house.once().delivered()).isEqualTo(FILES - 1);
    assertThat(last).hasContent("ha");
    assertThat(house.keys()).doesNotContain(last.getFileName().toString());
  }
}
