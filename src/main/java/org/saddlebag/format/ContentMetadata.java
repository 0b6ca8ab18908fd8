package org.saddlebag.format;

/** An object's envelope in one of the formats that we read and write. */
public sealed interface ContentMetadata permits ContentMetadataV2, ContentMetadataV3 {

  /**
   * How the content is encrypted; it belongs to the format version.
   *
   * @return never null
   */
  AlgorithmSuite suite();

  /**
   * The wrapped data key.
   *
   * @return never null
   */
  EncryptedDataKey encryptedDataKey();

  /**
   * The same content under another wrap of the same data key.
   *
   * @param rewrapped the new wrap
   * @return a new envelope
   */
  ContentMetadata withEncryptedDataKey(EncryptedDataKey rewrapped);
}
