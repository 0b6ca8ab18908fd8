package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;

/** The journal's lines on the disk. Safe for use by several threads. */
final class JournalFile implements AutoCloseable {

  private static final long FIRST_COMPACTION_BYTES = 8L << 20;

  private final Path path;
  private final JsonLines json = new JsonLines();
  private final AppendLog log;
  private volatile long compactionBytes = FIRST_COMPACTION_BYTES;

  /** Reads what is there, for what comes behind it. */
  JournalFile(Path path, AppendLog.Opener opener, Consumer<JournalLine> reader) throws IOException {
    this.path = path;
    if (Files.exists(path)) {
      JsonLines.forEach(path, line -> json.parse(line, JournalLine.class).ifPresent(reader));
    }
    this.log = AppendLog.open(path, opener);
  }

  byte[] json(Collection<? extends JournalLine> lines) {
    return json.lines(lines);
  }

  /** Queues lines, in the order of the calls. */
  AppendLog.Batch add(byte[] lines) {
    return log.add(lines);
  }

  /** Returns when lines are with the system, or on the disk. */
  void keep(AppendLog.Batch lines, boolean onDisk) throws IOException {
    if (onDisk) {
      log.await(lines);
    } else {
      log.flush(lines);
    }
  }

  /** Whether most of it has probably ended. */
  boolean isLong() {
    return log.sizeBytes() > compactionBytes;
  }

  /** Puts these lines in the place of all others. */
  void replace(Collection<? extends JournalLine> lines) throws IOException {
    byte[] content = json.lines(lines);
    compactionBytes = Math.max(FIRST_COMPACTION_BYTES, 4L * content.length);
    log.replace(content);
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  Path path() {
    return path;
  }
}
