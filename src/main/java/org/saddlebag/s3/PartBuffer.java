package org.saddlebag.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** The bytes of one part, kept until the store has them; closing gives the memory back, once. */
final class PartBuffer implements AutoCloseable {

  private static final byte[] NONE = {};

  private final Consumer<byte[]> giveBack;
  private final AtomicBoolean closed = new AtomicBoolean();
  private byte[] bytes;
  private int length;
  private int limit;

  /**
   * A part's memory.
   *
   * @param bytes what it may fill
   * @param giveBack takes them when it is closed
   */
  PartBuffer(byte[] bytes, Consumer<byte[]> giveBack) {
    this.bytes = bytes;
    this.giveBack = giveBack;
    this.limit = bytes.length;
  }

  /** Only this many bytes are going to be filled. */
  void limit(int limitBytes) {
    limit = Math.min(limitBytes, bytes.length);
  }

  /** The memory itself, of which {@link #length()} bytes are filled; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  int room() {
    return limit - length;
  }

  void append(byte value) {
    bytes[length++] = value;
  }

  /** One read of the source into the free end; -1 at the source's end. */
  int append(Source.Reader reader) {
    int read = reader.read(bytes, length, room());
    length += Math.max(read, 0);
    return read;
  }

  /** The same with a body, whose failures may be the platform's. */
  int append(ObjectBody body) throws IOException {
    int read = body.read(bytes, length, room());
    length += Math.max(read, 0);
    return read;
  }

  /** Opens the bytes anew; a request that is repeated starts from the first byte again. */
  InputStream open() {
    return new ByteArrayInputStream(bytes, 0, length);
  }

  void addTo(CRC32C whole) {
    whole.update(bytes, 0, length);
  }

  PartDigest digest(StoreProfile.ContentCheck check) {
    return PartDigest.of(bytes, length, check);
  }

  /** Lets go of the memory, so that whoever still holds this object does not keep it alive. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      byte[] held = bytes;
      bytes = NONE;
      giveBack.accept(held);
    }
  }
}
