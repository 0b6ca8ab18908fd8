package org.saddlebag.local.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A checksum in the making. */
interface Sum {

  /** Takes in bytes. */
  void update(byte[] bytes, int offset, int length);

  /** The value, big-endian; asked once, at the end. */
  byte[] result();

  /** A digest that every JDK has. */
  static Sum of(String algorithm) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return new Sum() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
      }

      @Override
      public byte[] result() {
        return digest.digest();
      }
    };
  }
}
