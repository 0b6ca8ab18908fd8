package org.saddlebag.camel.queue.send;

import java.io.ByteArrayOutputStream;
import org.saddlebag.camel.queue.MessageError;
import org.saddlebag.errors.Refused;

/** Holds content in memory up to a limit; beyond it, {@code MESSAGE_TOO_LARGE}. */
final class BoundedBytes extends ByteArrayOutputStream {

  private final long most;

  BoundedBytes(long most) {
    this.most = most;
  }

  @Override
  public synchronized void write(int b) {
    requireRoom(1);
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] source, int offset, int length) {
    requireRoom(length);
    super.write(source, offset, length);
  }

  private void requireRoom(int more) {
    if (more > most - count) {
      throw new Refused(
          MessageError.MESSAGE_TOO_LARGE,
          "a message would have more than the %d bytes that it may have".formatted(most));
    }
  }

  /** All that was written, and begins anew. */
  synchronized byte[] take() {
    byte[] all = toByteArray();
    reset();
    return all;
  }
}
