package org.saddlebag.content;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Encrypts one message in order, slice by slice. Not safe for several threads at once. */
final class ContentEncryptor {

  private final Cipher cipher;
  private long plaintextBytes;

  ContentEncryptor(Cipher cipher) {
    this.cipher = cipher;
  }

  /**
   * How many bytes {@link #update} may write for a slice.
   *
   * @param sliceBytes the slice's length
   * @return an upper bound
   */
  int outputBound(int sliceBytes) {
    return cipher.getOutputSize(sliceBytes);
  }

  int update(byte[] input, int length, byte[] output, int outputAt) {
    plaintextBytes = ContentLength.checkPlaintext(plaintextBytes + length);
    try {
      return cipher.update(input, 0, length, output, outputAt);
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
