package org.saddlebag.local.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** What an answer carries. It is written at most once and always closed. */
public interface Body extends AutoCloseable {

  /**
   * The exact number of bytes {@link #writeTo} will write.
   *
   * @return bytes
   */
  long length();

  /**
   * Writes the body.
   *
   * @param out where to; stays open
   * @throws IOException when the connection or the disk fails
   */
  void writeTo(OutputStream out) throws IOException;

  /** Lets go of what the body holds. */
  @Override
  default void close() {}

  /**
   * A small body from memory.
   *
   * @param bytes the content
   * @return the body
   */
  static Body of(byte[] bytes) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length);
    return new Body() {
      @Override
      public long length() {
        return copy.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(copy);
      }
    };
  }
}
