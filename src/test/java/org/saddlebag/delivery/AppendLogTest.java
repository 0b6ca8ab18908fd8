package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendLogTest {

  @TempDir Path folder;

  @Test
  void writersThatComeDuringASyncShareTheNextOne() throws Exception {
    AtomicInteger syncs = new AtomicInteger();
    AppendLog log = AppendLog.open(folder.resolve("log"), file -> new SlowSink(file, syncs));
    ExecutorService writers = Executors.newFixedThreadPool(16);
    List<Future<?>> written = new ArrayList<>();
    for (int i = 0; i < 320; i++) {
      byte[] line = (i + "\n").getBytes(StandardCharsets.US_ASCII);
      written.add(
          writers.submit(
              () -> {
                log.await(log.add(line));
                return null;
              }));
    }
    for (Future<?> each : written) {
      each.get();
    }
    writers.shutdown();
    log.close();

    assertThat(Files.readAllLines(folder.resolve("log"))).hasSize(320).doesNotHaveDuplicates();
    assertThat(syncs.get()).isLessThan(320 / 4);
  }

  @Test
  void aLineIsInTheFileWhenItsWaitIsOver() throws IOException {
    try (AppendLog log = AppendLog.open(folder.resolve("log"), AppendLog.FILES)) {
      log.await(log.add(line("one")));

      assertThat(folder.resolve("log")).hasContent("one\n");
    }
  }

  @Test
  void whatIsFlushedIsInTheFileAndOnTheDiskWithTheNextSync() throws IOException {
    AtomicInteger syncs = new AtomicInteger();
    try (AppendLog log = AppendLog.open(folder.resolve("log"), file -> new SlowSink(file, syncs))) {
      log.flush(log.add(line("one")));
      log.flush(log.add(line("two")));

      assertThat(folder.resolve("log")).hasContent("one\ntwo\n");
      assertThat(syncs.get()).isZero();

      log.sync();
      assertThat(syncs.get()).isEqualTo(1);
      log.sync();
      assertThat(syncs.get()).isEqualTo(1);

      AppendLog.Batch late = log.add(line("three"));
      log.flush(late);
      log.await(late);
      assertThat(syncs.get()).isEqualTo(2);
    }
  }

  @Test
  void aTornEndIsClosedOffBeforeTheNextLine() throws IOException {
    Files.writeString(folder.resolve("log"), "one\ntw");
    try (AppendLog log = AppendLog.open(folder.resolve("log"), AppendLog.FILES)) {
      log.await(log.add(line("three")));
    }

    assertThat(folder.resolve("log")).hasContent("one\ntw\nthree\n");
  }

  @Test
  void aFullDiskFailsItsBatchAndTheNextOneGoesOnOnALineOfItsOwn() throws IOException {
    AtomicBoolean full = new AtomicBoolean();
    try (AppendLog log =
        AppendLog.open(folder.resolve("log"), file -> new FillingSink(file, full))) {
      log.await(log.add(line("one")));
      full.set(true);
      AppendLog.Batch lost = log.add(line("two"));
      assertThatThrownBy(() -> log.await(lost))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
      full.set(false);
      log.await(log.add(line("three")));
    }

    assertThat(Files.readAllLines(folder.resolve("log"))).containsExactly("one", "t", "three");
  }

  @Test
  void aSyncThatSucceedsSaysNothingOfWhatAFailedOneLost() throws IOException {
    AtomicBoolean broken = new AtomicBoolean();
    AppendLog log =
        AppendLog.open(
            folder.resolve("log"),
            file ->
                new FileSink(file) {
                  @Override
                  public void sync() throws IOException {
                    if (broken.get()) {
                      throw new IOException("input/output error");
                    }
                    super.sync();
                  }
                });
    AppendLog.Batch kept = log.add(line("kept"));
    log.await(kept);
    AppendLog.Batch lost = log.add(line("lost"));
    AppendLog.Batch alsoLost = log.add(line("also"));
    log.flush(lost);
    log.flush(alsoLost);
    broken.set(true);
    assertThatThrownBy(() -> log.await(lost)).hasMessageContaining("input/output error");
    broken.set(false);

    log.await(log.add(line("later")));

    assertThatThrownBy(() -> log.await(lost)).hasMessageContaining("input/output error");
    assertThatThrownBy(() -> log.await(alsoLost)).hasMessageContaining("input/output error");
    log.await(kept);
    log.sync();
    log.close();
  }

  @Test
  void aSyncThatBreaksLeavesNobodyWaiting() throws IOException {
    AppendLog log =
        AppendLog.open(
            folder.resolve("log"),
            file ->
                new FileSink(file) {
                  @Override
                  public void sync() {
                    throw new StackOverflowError();
                  }
                });
    assertThatThrownBy(() -> log.await(log.add(line("one")))).isInstanceOf(IOException.class);
    assertThatThrownBy(log::close).isInstanceOf(IOException.class);
  }

  @Test
  void anInterruptedWriterNeitherLosesTheAnswerNorTheFile() throws IOException {
    try (AppendLog log = AppendLog.open(folder.resolve("log"), AppendLog.FILES)) {
      Thread.currentThread().interrupt();
      log.await(log.add(line("one")));
      assertThat(Thread.interrupted()).isTrue();
      log.await(log.add(line("two")));
    }

    assertThat(folder.resolve("log")).hasContent("one\ntwo\n");
  }

  @Test
  void whatIsQueuedFollowsTheReplacement() throws IOException {
    try (AppendLog log = AppendLog.open(folder.resolve("log"), AppendLog.FILES)) {
      log.await(log.add(line("old")));
      AppendLog.Batch queued = log.add(line("queued"));
      log.replace(line("new"));
      log.await(queued);
    }

    assertThat(folder.resolve("log")).hasContent("new\nqueued\n");
  }

  /** The new file has the name, though nobody knows whether it keeps it. */
  @Test
  void whatFollowsAReplacementIsInTheFileAlsoWhenItsDirectoryCouldNotBeSynced() throws IOException {
    Names names = new Names();
    try (AppendLog log = AppendLog.open(folder.resolve("log"), names)) {
      log.await(log.add(line("old")));
      names.broken = true;
      assertThatThrownBy(() -> log.replace(line("new"))).hasMessageContaining("broken directory");

      AppendLog.Batch doubtful = log.add(line("doubtful"));
      assertThatThrownBy(() -> log.await(doubtful)).hasMessageContaining("broken directory");
      names.broken = false;
      log.await(log.add(line("later")));
      assertThatThrownBy(() -> log.await(doubtful)).hasMessageContaining("broken directory");
    }

    assertThat(folder.resolve("log")).hasContent("new\ndoubtful\nlater\n");
  }

  @Test
  void aReplacementThatCouldNotBeWrittenLeavesTheFileAsItIs() throws IOException {
    AtomicBoolean full = new AtomicBoolean();
    try (AppendLog log =
        AppendLog.open(folder.resolve("log"), file -> new FillingSink(file, full))) {
      log.await(log.add(line("old")));
      full.set(true);
      assertThatThrownBy(() -> log.replace(line("new")))
          .hasMessageContaining("No space left on device");
      full.set(false);
      log.await(log.add(line("later")));
    }

    assertThat(folder.resolve("log")).hasContent("old\nlater\n");
  }

  /** As a process that has too many files open finds it. */
  @Test
  void noFileIsOpenedBehindAReplacement() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    try (AppendLog log =
        AppendLog.open(
            folder.resolve("log"),
            file -> {
              if (opened.incrementAndGet() > 2) {
                throw new IOException("too many open files");
              }
              return new FileSink(file);
            })) {
      log.replace(line("new"));
      log.await(log.add(line("later")));
      assertThatThrownBy(() -> log.replace(line("newer"))).hasMessageContaining("too many");
      log.await(log.add(line("last")));
    }

    assertThat(folder.resolve("log")).hasContent("new\nlater\nlast\n");
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static class FileSink implements AppendLog.Sink {
    private final AppendLog.Sink file;

    FileSink(Path path) throws IOException {
      file = AppendLog.FILES.open(path);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      file.write(bytes);
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** A file system whose directories can't be synced at times. */
  private static final class Names implements AppendLog.Opener {
    private boolean broken;

    @Override
    public AppendLog.Sink open(Path file) throws IOException {
      return new FileSink(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
      if (broken) {
        throw new IOException("broken directory");
      }
      AppendLog.Opener.super.syncDirectory(directory);
    }
  }

  /** A disk whose syncs take their time, as disks do. */
  private static final class SlowSink extends FileSink {
    private final AtomicInteger syncs;

    SlowSink(Path file, AtomicInteger syncs) throws IOException {
      super(file);
      this.syncs = syncs;
    }

    @Override
    public void sync() throws IOException {
      syncs.incrementAndGet();
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      super.sync();
    }
  }

  /** Takes one more byte, then says what the system says of a full disk. */
  private static final class FillingSink extends FileSink {
    private final AtomicBoolean full;

    FillingSink(Path file, AtomicBoolean full) throws IOException {
      super(file);
      this.full = full;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (!full.get()) {
        super.write(bytes);
        return;
      }
      super.write(Arrays.copyOf(bytes, 1));
      try (FileOutputStream device = new FileOutputStream("/dev/full")) {
        device.write(bytes);
      }
    }
  }
}
