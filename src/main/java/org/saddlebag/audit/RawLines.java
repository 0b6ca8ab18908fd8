package org.saddlebag.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file as bytes: no byte is taken for another one on the way. */
final class RawLines implements AutoCloseable {

  /** A living writer's line is whole within microseconds. */
  private static final long WRITING_MILLIS = 20;

  private final InputStream in;
  private boolean ended;

  private RawLines(InputStream in) {
    this.in = in;
  }

  static RawLines of(Path file) throws IOException {
    return new RawLines(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  /**
   * The next line without its break; null at the end. What follows the last break is a line too.
   */
  byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    boolean whole = readInto(line);
    if (!whole && line.size() > 0) {
      pause();
      whole = readInto(line);
    }
    ended = !whole;
    return !whole && line.size() == 0 ? null : line.toByteArray();
  }

  /** False at the end of the file. */
  private boolean readInto(ByteArrayOutputStream line) throws IOException {
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return true;
      }
      line.write(b);
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(WRITING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the last line that was given ended with a break. */
  boolean broken() {
    return !ended;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
