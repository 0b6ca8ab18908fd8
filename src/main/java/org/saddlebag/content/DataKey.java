package org.saddlebag.content;

import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * A one-time 256-bit data key in plaintext. Whoever holds it destroys it; it never shows its bytes
 * in {@link #toString}.
 */
public final class DataKey implements Destroyable, AutoCloseable {

  /** The only length that writers use; source: S3 Encryption Client specification. */
  public static final int LENGTH_BYTES = 32;

  private final byte[] bytes;
  private boolean destroyed;

  private DataKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A data key that owns the given array and will wipe it.
   *
   * @param bytes exactly {@value #LENGTH_BYTES} bytes; the caller must not use them again
   * @return the key
   * @throws IllegalArgumentException if the length is another
   */
  public static DataKey takeOwnershipOf(byte[] bytes) {
    if (bytes.length != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "a data key has %d bytes, was %d".formatted(LENGTH_BYTES, bytes.length));
    }
    return new DataKey(bytes);
  }

  /**
   * The key's bytes, for the moment of wrapping or deriving.
   *
   * @return the live array, not a copy: never keep, change or log it
   * @throws IllegalStateException if the key was destroyed
   */
  public synchronized byte[] exposeBytes() {
    if (destroyed) {
      throw new IllegalStateException("the data key has been destroyed");
    }
    return bytes;
  }

  @Override
  public synchronized void destroy() {
    Arrays.fill(bytes, (byte) 0);
    destroyed = true;
  }

  @Override
  public synchronized boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public void close() {
    destroy();
  }

  @Override
  public String toString() {
    return isDestroyed() ? "destroyed data key" : "data key";
  }
}
