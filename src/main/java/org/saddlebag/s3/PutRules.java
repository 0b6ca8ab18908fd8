package org.saddlebag.s3;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.saddlebag.errors.SaddlebagException;

/** What is refused before the first byte, because S3 would refuse it after the last. */
final class PutRules {

  /** Amazon S3 User Guide, "Working with object metadata": 2 KB over names and values. */
  static final int MAX_METADATA_BYTES = 2048;

  /** Amazon S3 User Guide, "Naming Amazon S3 objects". */
  static final int MAX_KEY_BYTES = 1024;

  private static final int MAX_TAGS = 10;

  private PutRules() {}

  static void check(ObjectAddress target, long lengthBytes, PutOptions options, long maxBytes) {
    check(target, options);
    if (lengthBytes > maxBytes) {
      throw tooLarge(target, lengthBytes + " bytes", maxBytes);
    }
  }

  static void check(ObjectAddress target, PutOptions options) {
    int keyBytes = target.key().getBytes(StandardCharsets.UTF_8).length;
    boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(target.key());
    if (keyBytes < 1 || keyBytes > MAX_KEY_BYTES || !encodable) {
      throw StoreError.BAD_OBJECT_KEY.failure(
          "the object key of %s has %d bytes, must have 1 to %d of UTF-8"
              .formatted(target, keyBytes, MAX_KEY_BYTES),
          null);
    }
    checkMetadata(target, options.metadata());
    if (options.tags().size() > MAX_TAGS) {
      throw StoreError.BAD_METADATA.failure(
          "%s has %d tags, may have %d".formatted(target, options.tags().size(), MAX_TAGS), null);
    }
  }

  static SaddlebagException tooLarge(ObjectAddress target, String length, long maxBytes) {
    return StoreError.OBJECT_TOO_LARGE.failure(
        "%s has %s, may have %d in %d parts"
            .formatted(target, length, maxBytes, TransferLimits.MAX_PARTS),
        null);
  }

  private static void checkMetadata(ObjectAddress target, Map<String, String> metadata) {
    int total = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      if (!entry.getKey().matches("[a-z0-9!#$%&'*+.^_`|~-]+")) {
        throw badMetadata(target, "the name '" + ascii(entry.getKey()) + "'");
      }
      if (!entry.getValue().matches("(?:[!-~](?:[ -~]*[!-~])?)?")) {
        throw badMetadata(target, "the value of '" + entry.getKey() + "'");
      }
      total += entry.getKey().length() + entry.getValue().length();
    }
    if (total > MAX_METADATA_BYTES) {
      throw StoreError.BAD_METADATA.failure(
          "the metadata of %s has %d bytes, may have %d"
              .formatted(target, total, MAX_METADATA_BYTES),
          null);
    }
  }

  private static SaddlebagException badMetadata(ObjectAddress target, String what) {
    return StoreError.BAD_METADATA.failure(
        "%s in the metadata of %s can't go into a header: lower-case ASCII names, values of"
                .formatted(what, target)
            + " printable ASCII without spaces at their ends",
        null);
  }

  private static String ascii(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
