package org.saddlebag.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Trees;

/** Sixteen files of 64 MiB at once fit a heap of 128 MiB, with the settings as they come. */
@Tag("slow")
class SmallHeapIT extends InstalledCase {

  private static final int FILES = 16;
  private static final long SIZE = 64L << 20;

  private Path large;

  @BeforeEach
  void makeFiles() throws IOException {
    large = Files.createDirectory(folder.resolve("large"));
    for (int i = 0; i < FILES; i++) {
      try (RandomAccessFile file = new RandomAccessFile(large.resolve("f" + i).toFile(), "rw")) {
        file.setLength(SIZE);
        file.writeInt(i);
      }
    }
    // With the launcher's own choice of collector, which the other tests replace.
    saddlebag.variable("SADDLEBAG_JAVA_OPTS", "-Xmx128m");
  }

  @Test
  void on_the_command_line() throws Exception {
    ProgramRun sealed =
        saddlebag.run(
            "seal",
            large.toString(),
            "s3://" + BUCKET + "/",
            "--recursive",
            "--key=archive",
            "--jobs=" + FILES);
    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
    assertThat(sealed.out()).contains(FILES + " sealed, 0 failed");

    ProgramRun opened =
        saddlebag.run("open", "s3://" + BUCKET + "/large/", "back", "--jobs=" + FILES);
    assertThat(opened.exitCode()).as(opened.err()).isZero();
    assertThat(Trees.digests(folder.resolve("back"))).isEqualTo(Trees.digests(large));
  }

  @Test
  void in_a_flow() throws Exception {
    saddlebag.flows(
        Installation.flow(
            "directory-to-s3",
            "there",
            "directory",
            large.toString(),
            "bucket",
            BUCKET,
            "key",
            "archive",
            "parallel",
            Integer.toString(FILES),
            "attempts",
            "1"));
    ProgramRun run = saddlebag.run("run", "--once");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(FILES + " delivered, 0 failed");
  }
}
