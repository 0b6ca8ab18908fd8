package org.saddlebag.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.saddlebag.content.DataKey;
import org.saddlebag.format.AlgorithmSuite;

/**
 * What RSA encrypts: one byte with the data key's length, the data key, the suite's metadata value
 * in ASCII. OAEP has no AAD, so the suite is bound this way.
 *
 * <p>Source: S3 Encryption Client specification, raw RSA keyring.
 */
final class PseudoDataKey {

  private static final int PREFIX_LENGTH_BYTES = 1 + DataKey.LENGTH_BYTES;

  private PseudoDataKey() {}

  /** 36 for suite 115, 50 for suite 114. */
  static int lengthBytes(AlgorithmSuite suite) {
    return PREFIX_LENGTH_BYTES + suite.metadataValue().length();
  }

  /** The caller wipes the result. */
  static byte[] of(DataKey key, AlgorithmSuite suite) {
    return ByteBuffer.allocate(lengthBytes(suite))
        .put((byte) DataKey.LENGTH_BYTES)
        .put(key.exposeBytes())
        .put(suite.metadataValue().getBytes(US_ASCII))
        .array();
  }

  /**
   * Takes the data key out. Looks at everything before it decides, in constant time for content.
   * Unlike other readers it refuses bytes behind the suite.
   *
   * @return null if length byte, suite or total length are wrong
   */
  static DataKey open(byte[] pseudo, AlgorithmSuite suite) {
    int length = lengthBytes(suite);
    // One byte more says whether the lengths differ, so that one comparison decides everything.
    byte[] fixed = Arrays.copyOf(pseudo, length + 1);
    fixed[length] = (byte) Integer.signum(pseudo.length ^ length);
    byte[] expected = fixed.clone();
    expected[length] = 0;
    expected[0] = (byte) DataKey.LENGTH_BYTES;
    byte[] tail = suite.metadataValue().getBytes(US_ASCII);
    System.arraycopy(tail, 0, expected, PREFIX_LENGTH_BYTES, tail.length);
    boolean valid = MessageDigest.isEqual(fixed, expected);
    byte[] key = Arrays.copyOfRange(fixed, 1, PREFIX_LENGTH_BYTES);
    Arrays.fill(fixed, (byte) 0);
    Arrays.fill(expected, (byte) 0);
    if (!valid) {
      Arrays.fill(key, (byte) 0);
      return null;
    }
    return DataKey.takeOwnershipOf(key);
  }
}
