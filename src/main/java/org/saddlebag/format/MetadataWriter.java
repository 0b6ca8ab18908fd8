package org.saddlebag.format;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes an envelope as object metadata, byte for byte as the S3 Encryption Client does. */
public final class MetadataWriter {

  /** GCM tag length in bits, as {@code x-amz-tag-len} has it. */
  static final String TAG_LENGTH_BITS = "128";

  /** A writer without state. */
  public MetadataWriter() {}

  /**
   * Writes the envelope.
   *
   * @param metadata the envelope
   * @return names without {@code x-amz-meta-}, in lower case; ASCII values
   */
  public Map<String, String> write(ContentMetadata metadata) {
    return metadata instanceof ContentMetadataV3 v3
        ? writeV3(v3)
        : writeV2((ContentMetadataV2) metadata);
  }

  private static Map<String, String> writeV2(ContentMetadataV2 metadata) {
    EncryptedDataKey key = metadata.encryptedDataKey();
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(MetadataKeys.V2_KEY, key.ciphertext().toBase64());
    parts.put(MetadataKeys.V2_IV, metadata.contentIv().toBase64());
    parts.put(MetadataKeys.V2_CONTENT_ALGORITHM, metadata.suite().metadataValue());
    parts.put(MetadataKeys.V2_TAG_LENGTH, TAG_LENGTH_BITS);
    parts.put(MetadataKeys.V2_WRAP_ALGORITHM, key.wrapAlgorithm().v2Name());
    parts.put(MetadataKeys.V2_DESCRIPTION, FlatJson.write(key.description()));
    return parts;
  }

  private static Map<String, String> writeV3(ContentMetadataV3 metadata) {
    EncryptedDataKey key = metadata.encryptedDataKey();
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(MetadataKeys.V3_CONTENT_ALGORITHM, metadata.suite().metadataValue());
    parts.put(MetadataKeys.V3_COMMITMENT, metadata.commitment().toBase64());
    parts.put(MetadataKeys.V3_MESSAGE_ID, metadata.messageId().toBase64());
    parts.put(MetadataKeys.V3_KEY, key.ciphertext().toBase64());
    parts.put(MetadataKeys.V3_WRAP_ALGORITHM, key.wrapAlgorithm().v3Code());
    if (key.wrapAlgorithm() == WrapAlgorithm.KMS_CONTEXT) {
      parts.put(MetadataKeys.V3_CONTEXT, FlatJson.write(key.description()));
    } else if (!key.description().isEmpty()) {
      parts.put(MetadataKeys.V3_DESCRIPTION, FlatJson.write(key.description()));
    }
    return parts;
  }
}
