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

  private final InputStream plaintext;
  private final ContentEncryptor encryptor;
  private final byte[] slice;
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
   * @param plaintextBytes how long it is, -1 when unknown; decides provider and slices only
   * @throws IllegalStateException if the materials have been used
   */
  public EncryptingInputStream(
      SealingMaterials materials,
      GcmProviders providers,
      InputStream plaintext,
      long plaintextBytes) {
    this.plaintext = plaintext;
    this.encryptor = materials.consume(providers, plaintextBytes);
    this.slice = new byte[providers.sliceBytes(plaintextBytes)];
    this.ready = new byte[encryptor.outputBound(slice.length)];
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
    int copied = takeReady(target, offset, length);
    while (copied < length && !finished) {
      int count = plaintext.readNBytes(slice, 0, slice.length);
      if (count == 0) {
        finish();
      } else if (length - copied >= ready.length) {
        copied += encryptor.update(slice, count, target, offset + copied);
      } else {
        readyAt = 0;
        readyEnd = encryptor.update(slice, count, ready, 0);
      }
      copied += takeReady(target, offset + copied, length - copied);
    }
    return copied == 0 && length > 0 ? -1 : copied;
  }

  private int takeReady(byte[] target, int offset, int length) {
    int count = Math.min(length, readyEnd - readyAt);
    System.arraycopy(ready, readyAt, target, offset, count);
    readyAt += count;
    return count;
  }

  private void finish() {
    ready = encryptor.finish();
    readyAt = 0;
    readyEnd = ready.length;
    finished = true;
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(slice, (byte) 0);
    plaintext.close();
  }
}
