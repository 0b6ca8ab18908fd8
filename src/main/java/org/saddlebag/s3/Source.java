package org.saddlebag.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/**
 * The stream that is being put: read once, in order, by one thread, counted and summed. It looks
 * one byte ahead, so that the last part is known to be the last.
 */
final class Source {

  /** A read whose failures are already ours. */
  interface Reader {
    int read(byte[] target, int offset, int length);
  }

  private static final int NOT_LOOKED = -2;

  private final InputStream content;
  private final long declaredBytes;
  private final ObjectAddress target;
  private final CRC32C whole = new CRC32C();
  private long readBytes;
  private int next = NOT_LOOKED;

  Source(InputStream content, long declaredBytes, ObjectAddress target) {
    this.content = content;
    this.declaredBytes = declaredBytes;
    this.target = target;
  }

  /** Fills the buffer, or less where the stream ends. */
  void fill(PartBuffer buffer) {
    if (buffer.room() > 0 && next >= 0) {
      buffer.append((byte) next);
      next = NOT_LOOKED;
    }
    while (buffer.room() > 0 && next != -1) {
      if (buffer.append(this::read) < 0) {
        next = -1;
      }
    }
    buffer.addTo(whole);
    readBytes += buffer.length();
    requireLength();
  }

  /** How many bytes are still to come at most, or -1 when nobody knows. */
  long expectedBytes() {
    return declaredBytes < 0 ? -1 : declaredBytes - readBytes;
  }

  long readBytes() {
    return readBytes;
  }

  /** CRC32C over all that was read, base64. */
  String crc32c() {
    return PartDigest.base64(whole);
  }

  boolean ended() {
    if (next == NOT_LOOKED) {
      byte[] one = new byte[1];
      next = read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
    return next == -1;
  }

  private void requireLength() {
    if (declaredBytes < 0) {
      return;
    }
    boolean tooMany = readBytes > declaredBytes || (readBytes == declaredBytes && !ended());
    boolean tooFew = readBytes < declaredBytes && ended();
    if (tooMany || tooFew) {
      throw StoreError.SOURCE_LENGTH_CHANGED.failure(
          "the source of %s gave %s bytes, must give %d"
              .formatted(target, tooMany ? "more than " + declaredBytes : readBytes, declaredBytes),
          null);
    }
  }

  /** Never 0 bytes: a stream that gives none now is asked for a single one, which must wait. */
  private int read(byte[] into, int offset, int length) {
    try {
      int read = content.read(into, offset, length);
      if (read != 0) {
        return read;
      }
      int single = content.read();
      if (single < 0) {
        return -1;
      }
      into[offset] = (byte) single;
      return 1;
    } catch (IOException e) {
      throw StoreError.SOURCE_UNREADABLE.failure(
          "could not read the source of %s: %s".formatted(target, e.getMessage()), e);
    }
  }
}
