package org.saddlebag.content;

import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.Refused;

/** Length arithmetic of AES-GCM content: the object is the ciphertext and then the tag. */
public final class ContentLength {

  /** GCM authentication tag, the last bytes of the object. */
  public static final int TAG_BYTES = 16;

  /**
   * The longest plaintext under one key and IV, 2^36 - 32 bytes; source: NIST SP 800-38D, 5.2.1.1.
   */
  public static final long MAX_PLAINTEXT_BYTES = (1L << 36) - 32;

  private ContentLength() {}

  /**
   * How long the sealed object will be.
   *
   * @param plaintextBytes from 0; -1 when unknown
   * @return the length at rest; -1 when unknown
   * @throws Refused if the plaintext is longer than {@link #MAX_PLAINTEXT_BYTES}
   */
  public static long sealed(long plaintextBytes) {
    return plaintextBytes < 0 ? -1 : checkPlaintext(plaintextBytes) + TAG_BYTES;
  }

  /**
   * How long the plaintext of an object is.
   *
   * @param sealedBytes the object's length at rest
   * @return from 0
   * @throws Damaged if the object is shorter than a tag, or longer than any writer makes it
   */
  public static long plaintext(long sealedBytes) {
    if (sealedBytes < TAG_BYTES || sealedBytes - TAG_BYTES > MAX_PLAINTEXT_BYTES) {
      throw new Damaged(
          ContentError.IMPOSSIBLE_LENGTH,
          "the object has %d bytes, must have from %d to %d"
              .formatted(sealedBytes, TAG_BYTES, MAX_PLAINTEXT_BYTES + TAG_BYTES));
    }
    return sealedBytes - TAG_BYTES;
  }

  /**
   * Refuses what one GCM message cannot hold.
   *
   * @param plaintextBytes from 0
   * @return the same number
   * @throws Refused if it is more than {@link #MAX_PLAINTEXT_BYTES}
   */
  public static long checkPlaintext(long plaintextBytes) {
    if (plaintextBytes > MAX_PLAINTEXT_BYTES) {
      throw new Refused(
          ContentError.TOO_LONG,
          "the content has %d bytes or more, must be at most %d"
              .formatted(plaintextBytes, MAX_PLAINTEXT_BYTES));
    }
    return plaintextBytes;
  }
}
