package org.saddlebag.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * The ciphertext of a plaintext stream, then the tag, as one stream that can be read once. Closing
 * it closes the plaintext.
 *
 * <p>What {@link #read} throws: {@code Refused(TOO_LONG)} beyond the format's limit; whatever the
 * plaintext stream throws.
 */
public final class EncryptingInputStream extends InputStream {

  /** SunJCE compiles its loop by number of calls: small slices stay fast in every JVM. */
  private static final int SLICE_BYTES = 8 * 1024;

  private final InputStream plaintext;
  private final ContentEncryptor encryptor;
  private final byte[] slice = new byte[SLICE_BYTES];
  private byte[] ready;
  private int readyAt;
  private int readyEnd;
  private boolean finished;

  /**
   * Consumes the materials.
   *
   * @param materials serve once
   * @param providers who encrypts
   * @param plaintext what to encrypt
   * @param plaintextBytes how long it is, -1 when unknown; decides the provider only
   * @throws IllegalStateException if the materials have been used
   */
  public EncryptingInputStream(
      SealingMaterials materials,
      GcmProviders providers,
      InputStream plaintext,
      long plaintextBytes) {
    this.plaintext = plaintext;
    this.encryptor = materials.consume(providers, plaintextBytes);
    this.ready = new byte[encryptor.outputBound(SLICE_BYTES)];
  }

  /**
   * How much plaintext has gone in so far.
   *
   * @return bytes, from 0
   */
  public long plaintextBytes() {
    return encryptor.plaintextBytes();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int copied = 0;
    while (copied < length && (readyAt < readyEnd || fill())) {
      int count = Math.min(length - copied, readyEnd - readyAt);
      System.arraycopy(ready, readyAt, target, offset + copied, count);
      readyAt += count;
      copied += count;
    }
    return copied == 0 && length > 0 ? -1 : copied;
  }

  /** Fills {@code ready} with at least one byte, or returns false at the end. */
  private boolean fill() throws IOException {
    readyAt = 0;
    readyEnd = 0;
    while (readyEnd == 0 && !finished) {
      int count = plaintext.readNBytes(slice, 0, SLICE_BYTES);
      if (count > 0) {
        readyEnd = encryptor.update(slice, count, ready);
      } else {
        ready = encryptor.finish();
        readyEnd = ready.length;
        finished = true;
      }
    }
    return readyEnd > 0;
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(slice, (byte) 0);
    plaintext.close();
  }
}
