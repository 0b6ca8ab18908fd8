package org.saddlebag.format;

import java.util.Arrays;
import java.util.Base64;

/** Immutable public bytes (an encrypted data key, an IV, a commitment), compared by content. */
public final class ByteString {

  private final byte[] bytes;

  private ByteString(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A copy of some bytes.
   *
   * @param bytes copied
   * @return the value
   */
  public static ByteString copyOf(byte[] bytes) {
    return new ByteString(bytes.clone());
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /**
   * How many bytes.
   *
   * @return from 0
   */
  public int lengthBytes() {
    return bytes.length;
  }

  /**
   * Whether every byte is zero; a value that was never filled in looks like this.
   *
   * @return true for the empty value too
   */
  public boolean isAllZero() {
    int seen = 0;
    for (byte b : bytes) {
      seen |= b;
    }
    return seen == 0;
  }

  /**
   * Base64 with padding, RFC 4648 section 4.
   *
   * @return ASCII
   */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toBase64();
  }
}
