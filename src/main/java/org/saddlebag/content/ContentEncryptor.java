package org.saddlebag.content;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Encrypts one message in order, slice by slice. Not safe for several threads at once. */
final class ContentEncryptor {

  private final Cipher cipher;
  private final int sliceBytes;
  private long plaintextBytes;

  ContentEncryptor(Cipher cipher, int sliceBytes) {
    this.cipher = cipher;
    this.sliceBytes = sliceBytes;
  }

  /** How much plaintext to give to one {@link #update}, at most. */
  int sliceBytes() {
    return sliceBytes;
  }

  /** The most that {@link #update} writes for a slice. */
  int outputBound() {
    return cipher.getOutputSize(sliceBytes);
  }

  int update(byte[] input, int length, byte[] output, int outputOffset) {
    plaintextBytes = ContentLength.checkPlaintext(plaintextBytes + length);
    try {
      return cipher.update(input, 0, length, output, outputOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the output buffer is smaller than its own bound", e);
    }
  }

  /** The bytes the provider held back, and the tag. */
  byte[] finish() {
    try {
      return cipher.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("GCM encryption cannot fail at its end", e);
    }
  }

  long plaintextBytes() {
    return plaintextBytes;
  }
}
