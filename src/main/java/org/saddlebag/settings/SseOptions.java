package org.saddlebag.settings;

import java.util.Map;
import java.util.function.Function;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;

/**
 * Server-side encryption as flows and commands write it. Options that a kind does not have are
 * refused: S3 would take some of them without a word.
 *
 * @param kind see {@link SseText#parse}
 * @param context additional encryption context of SSE-KMS and DSSE-KMS, may be empty
 * @param bucketKey whether SSE-KMS uses an S3 bucket key; null for the bucket's default
 */
public record SseOptions(String kind, Map<String, String> context, Boolean bucketKey) {

  /** Copies the context. */
  public SseOptions {
    context = Map.copyOf(context);
  }

  /**
   * Reads {@code sseBucketKey}.
   *
   * @param text {@code true}, {@code false}, or blank for the bucket's default
   * @return null for the bucket's default
   * @throws IllegalArgumentException for any other text
   */
  public static Boolean bucketKey(String text) {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      case "" -> null;
      default ->
          throw new IllegalArgumentException(
              "bucket key '%s' must be true or false".formatted(text));
    };
  }

  /**
   * The one kind that is meant.
   *
   * @param customerKeys gives the customer key of a name, or null
   * @return the kind with its options
   * @throws Refused {@code UNKNOWN_SSE}, or {@code SSE_MIXED} where an option has no meaning
   */
  public ServerSideEncryption resolve(Function<String, CustomerKey> customerKeys) {
    ServerSideEncryption sse = SseText.parse(kind, customerKeys);
    if (sse instanceof ServerSideEncryption.SseKms kms) {
      return new ServerSideEncryption.SseKms(kms.keyId(), context, bucketKey);
    }
    if (sse instanceof ServerSideEncryption.DsseKms kms) {
      if (Boolean.TRUE.equals(bucketKey)) {
        throw mixed("DSSE-KMS ('%s') never uses a bucket key".formatted(kind));
      }
      return new ServerSideEncryption.DsseKms(kms.keyId(), context);
    }
    if (!context.isEmpty()) {
      throw mixed(
          "an encryption context goes with sse-kms or dsse-kms, not with '%s'".formatted(kind));
    }
    if (bucketKey != null) {
      throw mixed("a bucket key goes with sse-kms, not with '%s'".formatted(kind));
    }
    return sse;
  }

  private static Refused mixed(String what) {
    return new Refused(SettingsError.SSE_MIXED, what);
  }
}
