package org.saddlebag.settings;

import java.util.Map;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ServerSideEncryption;

/** The kinds of server-side encryption as flows and commands write them. */
public final class SseText {

  /** What may be written. */
  public static final String KINDS = "none, sse-s3, sse-kms[:KEY], dsse-kms[:KEY]";

  private SseText() {}

  /**
   * Reads a kind.
   *
   * @param text {@code none} (the bucket's default), {@code sse-s3}, {@code sse-kms} or {@code
   *     dsse-kms}, the last two with {@code :KEY} for a key other than the bucket's: id, alias or
   *     ARN
   * @return the kind
   * @throws Refused if the text is none of these
   */
  public static ServerSideEncryption parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String key = colon < 0 ? null : text.substring(colon + 1);
    if (key != null && key.isBlank()) {
      throw bad(text, "names no key behind the colon");
    }
    return switch (kind) {
      case "none" -> withoutKey(text, key, new ServerSideEncryption.BucketDefault());
      case "sse-s3" -> withoutKey(text, key, new ServerSideEncryption.SseS3());
      case "sse-kms" -> new ServerSideEncryption.SseKms(key, Map.of(), null);
      case "dsse-kms" -> new ServerSideEncryption.DsseKms(key, Map.of());
      default -> throw bad(text, "is unknown");
    };
  }

  private static ServerSideEncryption withoutKey(
      String text, String key, ServerSideEncryption kind) {
    if (key != null) {
      throw bad(text, "takes no key");
    }
    return kind;
  }

  private static Refused bad(String text, String why) {
    return new Refused(
        SettingsError.UNKNOWN_SSE, "server-side encryption '%s' %s".formatted(text, why));
  }
}
