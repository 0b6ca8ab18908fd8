package org.saddlebag.camel.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.saddlebag.delivery.Spool;

/**
 * Spooled content as Camel knows streams that can be read again: it copies none, asks for the
 * length, and goes back to the beginning by itself. Not safe for use by several threads.
 */
final class SpooledStream extends InputStream implements StreamCache {

  private final Spool spool;
  private InputStream content;
  private long position;

  SpooledStream(Spool spool) {
    this.spool = spool;
  }

  private InputStream content() {
    if (content == null) {
      content = spool.open();
    }
    return content;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = content().read(target, offset, length);
    position += Math.max(0, count);
    return count;
  }

  /** How much is left, as some ask for the length by this. */
  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, spool.sizeBytes() - position);
  }

  @Override
  public void reset() {
    content = null;
    position = 0;
  }

  @Override
  public void writeTo(OutputStream target) throws IOException {
    try (InputStream all = spool.open()) {
      all.transferTo(target);
    }
  }

  @Override
  public StreamCache copy(Exchange exchange) {
    return new SpooledStream(spool);
  }

  /** It may be of any size. */
  @Override
  public boolean inMemory() {
    return false;
  }

  @Override
  public long length() {
    return spool.sizeBytes();
  }

  @Override
  public long position() {
    return position;
  }
}
