package org.saddlebag.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.content.ContentLength;
import org.saddlebag.format.ContentMetadata;
import org.saddlebag.format.ContentMetadataV2;
import org.saddlebag.format.ContentMetadataV3;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.MetadataReader;
import org.saddlebag.format.WrapAlgorithm;
import org.saddlebag.s3.ObjectHead;

/** All that an object tells to somebody without its master key; nothing of it is verified. */
final class EnvelopeReport {

  private static final int LABEL_WIDTH = 24;

  private final MetadataReader reader = new MetadataReader();

  /**
   * Names and values in the order in which they are shown.
   *
   * @throws org.saddlebag.errors.Damaged if the envelope is malformed
   * @throws org.saddlebag.errors.Refused if it is of a format that is not read
   */
  Map<String, Object> of(ObjectHead head) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("event", "inspected");
    report.put("object", head.address().toString());
    boolean sealed = reader.isSealed(head.metadata());
    report.put("sealed", sealed);
    if (sealed) {
      envelope(report, reader.read(head.metadata()));
      report.put("plaintextBytes", ContentLength.plaintext(head.lengthBytes()));
    }
    storage(report, head);
    return report;
  }

  private static void envelope(Map<String, Object> report, ContentMetadata metadata) {
    EncryptedDataKey key = metadata.encryptedDataKey();
    boolean kms = key.wrapAlgorithm() == WrapAlgorithm.KMS_CONTEXT;
    report.put("format", metadata instanceof ContentMetadataV3 ? "v3" : "v2");
    report.put("suite", metadata.suite().id());
    report.put("wrap", key.wrapAlgorithm().v2Name());
    report.put(kms ? "encryptionContext" : "materialsDescription", key.description());
    report.put("encryptedDataKeyBytes", key.ciphertext().lengthBytes());
    if (metadata instanceof ContentMetadataV3 v3) {
      report.put("messageId", v3.messageId().toString());
      report.put("keyCommitment", v3.commitment().toString());
    } else if (metadata instanceof ContentMetadataV2 v2) {
      report.put("contentIv", v2.contentIv().toString());
    }
  }

  private static void storage(Map<String, Object> report, ObjectHead head) {
    report.put("storedBytes", head.lengthBytes());
    report.put("storedAt", head.lastModified());
    report.put("etag", head.eTag());
    putIfKnown(report, "versionId", head.address().versionId());
    putIfKnown(report, "contentType", head.contentType());
    report.put("sse", head.sse() == null ? "none reported" : head.sse());
    putIfKnown(report, "sseKeyId", head.sseKeyId());
    putIfKnown(report, "sourceModified", head.metadata().get("saddlebag-modified"));
    putIfKnown(report, "delivery", head.metadata().get("saddlebag-delivery"));
  }

  private static void putIfKnown(Map<String, Object> report, String name, Object value) {
    if (value != null) {
      report.put(name, value);
    }
  }

  /** The report for people: a line for each value. */
  static String text(Map<String, Object> report) {
    StringBuilder text = new StringBuilder(String.valueOf(report.get("object")));
    report.forEach(
        (name, value) -> {
          if (!name.equals("event") && !name.equals("object")) {
            text.append("\n  ").append(label(name)).append(value);
          }
        });
    return text.toString();
  }

  /** {@code encryptedDataKeyBytes} becomes {@code encrypted data key bytes}. */
  private static String label(String name) {
    String words = name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    return words + " ".repeat(Math.max(1, LABEL_WIDTH - words.length()));
  }
}
