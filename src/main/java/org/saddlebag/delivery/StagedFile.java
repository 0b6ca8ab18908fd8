package org.saddlebag.delivery;

import java.io.OutputStream;

/**
 * Plaintext on its way to a file. Writing throws {@code FileUnavailable(DISK_FULL)} when there is
 * no room. Not safe for use by several threads.
 */
public final class StagedFile extends OutputStream {

  /**
   * How much has been written.
   *
   * @return bytes, from 0
   */
  public long sizeBytes() {
    return Unbuilt.<Long>yet();
  }

  /**
   * Declares that the content was verified as a whole; nothing can be written behind it. Without it
   * the file can't be published.
   *
   * @param plaintextBytes the length that {@code Opener.open} returned
   * @throws org.saddlebag.errors.Damaged if another number of bytes was written
   */
  public void verified(long plaintextBytes) {
    Unbuilt.yet();
  }

  @Override
  public void write(int b) {
    Unbuilt.yet();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Unbuilt.yet();
  }

  /** Deletes the file unless it was published; may be called twice. */
  @Override
  public void close() {
    Unbuilt.yet();
  }
}
