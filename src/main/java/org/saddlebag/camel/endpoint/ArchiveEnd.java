package org.saddlebag.camel.endpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Remembers the end of a zip archive while it is read, as the reading of its entries does not tell
 * whether there should be more. Source: PKWARE's APPNOTE.TXT 6.3.10, 4.3.16.
 */
final class ArchiveEnd extends FilterInputStream {

  /** Their number, where the archive is too large to tell it at its end. */
  static final int UNTOLD = 0xffff;

  private static final int SIGNATURE = 0x06054b50;
  private static final int RECORD_BYTES = 22;
  private static final int COUNT_AT = 10;
  private static final int COMMENT_LENGTH_AT = 20;
  private static final int LONGEST = RECORD_BYTES + 0xffff;

  private final byte[] ring = new byte[LONGEST];
  private long seen;

  ArchiveEnd(InputStream archive) {
    super(archive);
  }

  /**
   * How many entries the archive says that it has, once the rest is read.
   *
   * @return -1 where it has no end; {@link #UNTOLD} where that does not tell
   */
  int entries() throws IOException {
    long unused = transferTo(OutputStream.nullOutputStream());
    ByteBuffer end = tail();
    for (int at = end.limit() - RECORD_BYTES; at >= 0; at--) {
      if (end.getInt(at) == SIGNATURE
          && at + RECORD_BYTES + unsigned(end, at + COMMENT_LENGTH_AT) == end.limit()) {
        return unsigned(end, at + COUNT_AT);
      }
    }
    return -1;
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  private ByteBuffer tail() {
    int length = (int) Math.min(seen, LONGEST);
    byte[] tail = new byte[length];
    for (int i = 0; i < length; i++) {
      tail[i] = ring[(int) ((seen - length + i) % LONGEST)];
    }
    return ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    for (int i = Math.max(0, count - LONGEST); i < count; i++) {
      ring[(int) ((seen + i) % LONGEST)] = target[offset + i];
    }
    seen += Math.max(0, count);
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
