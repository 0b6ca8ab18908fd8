package org.saddlebag.format;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.Refused;

/** Reads an envelope from object metadata, more strictly than the format asks. */
public final class MetadataReader {

  private static final String CBC = "AES/CBC/PKCS5Padding";

  /** Wrapping algorithms that clients used to write; source: specification, legacy algorithms. */
  private static final Set<String> LEGACY_WRAPS =
      Set.of("kms", "AESWrap", "AES", "RSA", "RSA/ECB/OAEPWithSHA-256AndMGF1Padding");

  /** A reader without state. */
  public MetadataReader() {}

  /**
   * Whether the metadata holds any part of an envelope, readable or not.
   *
   * @param objectMetadata user metadata without {@code x-amz-meta-}
   * @return false for an object that nobody sealed
   */
  public boolean isSealed(Map<String, String> objectMetadata) {
    MetadataParts parts = new MetadataParts(objectMetadata);
    return parts.hasAnyOf(MetadataKeys.V1_V2) || parts.hasAnyOf(MetadataKeys.V3);
  }

  /**
   * Reads the envelope.
   *
   * @param objectMetadata user metadata without {@code x-amz-meta-}, names in any case
   * @return the envelope
   * @throws Damaged if parts are missing, repeated, mixed or malformed
   * @throws Refused if there is no envelope, or one of a legacy kind
   */
  public ContentMetadata read(Map<String, String> objectMetadata) {
    MetadataParts parts = new MetadataParts(objectMetadata);
    boolean old = parts.hasAnyOf(MetadataKeys.V1_V2);
    boolean v3 = parts.hasAnyOf(MetadataKeys.V3);
    boolean v1AndV2 = parts.has(MetadataKeys.V1_KEY) && parts.has(MetadataKeys.V2_KEY);
    if (v1AndV2 || (old && v3)) {
      throw new Damaged(
          FormatError.MIXED_VERSIONS, "the object's envelope has parts of two format versions");
    }
    if (!old && !v3) {
      throw new Refused(FormatError.NOT_SEALED, "the object's metadata has no envelope");
    }
    return v3 ? readV3(parts) : readV2(parts);
  }

  private static ContentMetadata readV2(MetadataParts parts) {
    if (parts.has(MetadataKeys.V1_KEY)) {
      throw new Refused(FormatError.LEGACY, "the object is in format V1 (AES/CBC)");
    }
    String content = parts.text(MetadataKeys.V2_CONTENT_ALGORITHM);
    if (content.equals(CBC)) {
      throw new Refused(FormatError.LEGACY, "the object's content is encrypted with " + CBC);
    }
    require(MetadataKeys.V2_CONTENT_ALGORITHM, content, AlgorithmSuite.GCM_NO_KDF.metadataValue());
    String tagLength = parts.text(MetadataKeys.V2_TAG_LENGTH);
    require(MetadataKeys.V2_TAG_LENGTH, tagLength, MetadataWriter.TAG_LENGTH_BITS);
    return new ContentMetadataV2(
        new EncryptedDataKey(
            wrapV2(parts.text(MetadataKeys.V2_WRAP_ALGORITHM)),
            parts.bytes(MetadataKeys.V2_KEY),
            parts.json(MetadataKeys.V2_DESCRIPTION)),
        parts.random(MetadataKeys.V2_IV, ContentMetadataV2.IV_LENGTH_BYTES));
  }

  private static ContentMetadata readV3(MetadataParts parts) {
    String content = parts.text(MetadataKeys.V3_CONTENT_ALGORITHM);
    require(
        MetadataKeys.V3_CONTENT_ALGORITHM,
        content,
        AlgorithmSuite.GCM_HKDF_COMMIT_KEY.metadataValue());
    WrapAlgorithm wrap = wrapV3(parts.text(MetadataKeys.V3_WRAP_ALGORITHM));
    return new ContentMetadataV3(
        new EncryptedDataKey(wrap, parts.bytes(MetadataKeys.V3_KEY), descriptionV3(parts, wrap)),
        parts.random(MetadataKeys.V3_MESSAGE_ID, ContentMetadataV3.MESSAGE_ID_LENGTH_BYTES),
        parts.fixed(MetadataKeys.V3_COMMITMENT, ContentMetadataV3.COMMITMENT_LENGTH_BYTES));
  }

  private static Map<String, String> descriptionV3(MetadataParts parts, WrapAlgorithm wrap) {
    boolean kms = wrap == WrapAlgorithm.KMS_CONTEXT;
    String wanted = kms ? MetadataKeys.V3_CONTEXT : MetadataKeys.V3_DESCRIPTION;
    String foreign = kms ? MetadataKeys.V3_DESCRIPTION : MetadataKeys.V3_CONTEXT;
    if (parts.has(foreign)) {
      throw new Damaged(
          FormatError.UNEXPECTED_PART,
          "%s does not belong to an object wrapped with %s".formatted(foreign, wrap.v2Name()));
    }
    return parts.json(wanted);
  }

  private static WrapAlgorithm wrapV2(String name) {
    if (LEGACY_WRAPS.contains(name)) {
      throw new Refused(FormatError.LEGACY, "the data key is wrapped with the legacy " + name);
    }
    return Arrays.stream(WrapAlgorithm.values())
        .filter(known -> known.v2Name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(MetadataKeys.V2_WRAP_ALGORITHM));
  }

  private static WrapAlgorithm wrapV3(String code) {
    return Arrays.stream(WrapAlgorithm.values())
        .filter(known -> known.v3Code().equals(code))
        .findFirst()
        .orElseThrow(() -> unknown(MetadataKeys.V3_WRAP_ALGORITHM));
  }

  private static void require(String part, String value, String wanted) {
    if (!value.equals(wanted)) {
      throw unknown(part);
    }
  }

  private static Damaged unknown(String part) {
    return new Damaged(
        FormatError.UNKNOWN_ALGORITHM,
        "%s has a value that the format does not know".formatted(part));
  }
}
