package org.saddlebag.content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.ContentMetadataV3;

/**
 * HKDF-SHA-512 (RFC 5869) as suite 115 uses it: one extraction, two expansions of a single block.
 *
 * <p>Source: S3 Encryption Client specification, key derivation and key commitment.
 */
final class KeyDerivation implements AutoCloseable {

  private static final String HMAC = "HmacSHA512";
  private static final byte[] SUITE_ID =
      ByteBuffer.allocate(2).putShort((short) AlgorithmSuite.GCM_HKDF_COMMIT_KEY.id()).array();

  private final byte[] pseudoRandomKey;

  KeyDerivation(DataKey dataKey, ByteString messageId) {
    this.pseudoRandomKey = hmac(messageId.toByteArray(), dataKey.exposeBytes());
  }

  /** The AAD of the content: the suite's id, two bytes. */
  static byte[] suiteId() {
    return SUITE_ID.clone();
  }

  byte[] contentKey() {
    return expand("DERIVEKEY", DataKey.LENGTH_BYTES);
  }

  ByteString commitment() {
    return ByteString.copyOf(expand("COMMITKEY", ContentMetadataV3.COMMITMENT_LENGTH_BYTES));
  }

  private byte[] expand(String label, int lengthBytes) {
    byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
    byte[] info =
        ByteBuffer.allocate(SUITE_ID.length + ascii.length + 1)
            .put(SUITE_ID)
            .put(ascii)
            .put((byte) 1)
            .array();
    byte[] block = hmac(pseudoRandomKey, info);
    byte[] output = Arrays.copyOf(block, lengthBytes);
    Arrays.fill(block, (byte) 0);
    return output;
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no " + HMAC, e);
    }
  }

  @Override
  public void close() {
    Arrays.fill(pseudoRandomKey, (byte) 0);
  }
}
