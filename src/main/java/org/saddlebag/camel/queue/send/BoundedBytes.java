package org.saddlebag.camel.queue.send;

import java.io.OutputStream;
import java.util.Arrays;
import org.saddlebag.camel.queue.MessageError;
import org.saddlebag.errors.Refused;

/** Holds content in memory up to a limit. Not safe for use by several threads. */
final class BoundedBytes extends OutputStream {

  private static final int FIRST = 512;

  private final int most;
  private byte[] bytes = new byte[FIRST];
  private int length;

  BoundedBytes(long most) {
    this.most = Math.toIntExact(most);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Throws {@code MESSAGE_TOO_LARGE} beyond the limit. */
  @Override
  public void write(byte[] source, int offset, int count) {
    if (count > most - length) {
      throw new Refused(
          MessageError.MESSAGE_TOO_LARGE,
          "a message would have more than the %d bytes that it may have".formatted(most));
    }
    if (length + count > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(most, Math.max(length + count, 2L * bytes.length)));
    }
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** All that was written, and begins anew. */
  byte[] take() {
    byte[] all = Arrays.copyOf(bytes, length);
    length = 0;
    return all;
  }
}
