package org.saddlebag.format;

import java.util.Objects;

/**
 * Format V3, suite 115.
 *
 * @param encryptedDataKey the wrapped data key
 * @param messageId {@value #MESSAGE_ID_LENGTH_BYTES} random bytes, the salt of the derivation
 * @param commitment {@value #COMMITMENT_LENGTH_BYTES} bytes derived from data key and message id
 */
public record ContentMetadataV3(
    EncryptedDataKey encryptedDataKey, ByteString messageId, ByteString commitment)
    implements ContentMetadata {

  /** Length of the message id in bytes. */
  public static final int MESSAGE_ID_LENGTH_BYTES = 28;

  /** Length of the key commitment in bytes. */
  public static final int COMMITMENT_LENGTH_BYTES = 28;

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if one is wrong or the message id is all zero
   */
  public ContentMetadataV3 {
    Objects.requireNonNull(encryptedDataKey, "encryptedDataKey");
    if (messageId.lengthBytes() != MESSAGE_ID_LENGTH_BYTES || messageId.isAllZero()) {
      throw new IllegalArgumentException("message id must be 28 bytes, not all zero");
    }
    if (commitment.lengthBytes() != COMMITMENT_LENGTH_BYTES) {
      throw new IllegalArgumentException("key commitment must be 28 bytes");
    }
  }

  @Override
  public AlgorithmSuite suite() {
    return AlgorithmSuite.GCM_HKDF_COMMIT_KEY;
  }

  @Override
  public ContentMetadataV3 withEncryptedDataKey(EncryptedDataKey rewrapped) {
    return new ContentMetadataV3(rewrapped, messageId, commitment);
  }
}
