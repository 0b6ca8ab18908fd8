package org.saddlebag.format;

import java.util.Objects;

/**
 * Format V2, suite 114.
 *
 * @param encryptedDataKey the wrapped data key
 * @param contentIv {@value #IV_LENGTH_BYTES} random bytes, not all zero
 */
public record ContentMetadataV2(EncryptedDataKey encryptedDataKey, ByteString contentIv)
    implements ContentMetadata {

  /** Length of the content IV in bytes; AES-GCM's natural length. */
  public static final int IV_LENGTH_BYTES = 12;

  /**
   * Checks the IV.
   *
   * @throws IllegalArgumentException if it has another length or is all zero
   */
  public ContentMetadataV2 {
    Objects.requireNonNull(encryptedDataKey, "encryptedDataKey");
    if (contentIv.lengthBytes() != IV_LENGTH_BYTES || contentIv.isAllZero()) {
      throw new IllegalArgumentException("content IV must be 12 bytes, not all zero");
    }
  }

  @Override
  public AlgorithmSuite suite() {
    return AlgorithmSuite.GCM_NO_KDF;
  }

  @Override
  public ContentMetadataV2 withEncryptedDataKey(EncryptedDataKey rewrapped) {
    return new ContentMetadataV2(rewrapped, contentIv);
  }
}
