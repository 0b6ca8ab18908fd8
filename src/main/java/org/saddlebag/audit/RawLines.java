package org.saddlebag.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file as bytes: no byte is taken for another one on the way. */
final class RawLines implements AutoCloseable {

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
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toByteArray();
      }
      line.write(b);
    }
    ended = true;
    return line.size() == 0 ? null : line.toByteArray();
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
