package org.saddlebag.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;

/** The kinds of server-side encryption as flows and commands write them. */
public final class SseText {

  /** What may be written. */
  public static final String KINDS = "none, sse-s3, sse-kms[:KEY], dsse-kms[:KEY], sse-c:NAME";

  private static final List<String> WORDS =
      List.of("none", "sse-s3", "sse-kms", "dsse-kms", "sse-c");

  private SseText() {}

  /**
   * Reads a kind.
   *
   * @param text {@code none} (the bucket's default), {@code sse-s3}, {@code sse-kms} or {@code
   *     dsse-kms}, the last two with {@code :KEY} for a key other than the bucket's: id, alias or
   *     ARN; or {@code sse-c:NAME}
   * @param customerKeys gives the customer key of a name, or null
   * @return the kind
   * @throws Refused if the text is none of these, or there is no customer key of that name
   */
  public static ServerSideEncryption parse(
      String text, Function<String, CustomerKey> customerKeys) {
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
      case "sse-c" -> new ServerSideEncryption.SseC(customerKey(text, key, customerKeys));
      default -> throw bad(text, "is unknown" + nearest(kind));
    };
  }

  /**
   * Reads what is said for reading, where only a customer key matters: S3 finds all other keys
   * itself.
   *
   * @param text {@code none} or {@code sse-c:NAME}
   * @param customerKeys gives the customer key of a name, or null
   * @return the key, or null for none
   * @throws Refused if the text is none of these, or there is no customer key of that name
   */
  public static CustomerKey customerKey(String text, Function<String, CustomerKey> customerKeys) {
    ServerSideEncryption sse = parse(text, customerKeys);
    if (sse instanceof ServerSideEncryption.SseC c) {
      return c.key();
    }
    if (sse instanceof ServerSideEncryption.BucketDefault) {
      return null;
    }
    throw bad(text, "is for writing; for reading write sse-c:NAME, or nothing for all other kinds");
  }

  private static String nearest(String kind) {
    return NearestName.of(kind.toLowerCase(Locale.ROOT), WORDS)
        .map(near -> ", did you mean " + near + "?")
        .orElse("");
  }

  private static ServerSideEncryption withoutKey(
      String text, String key, ServerSideEncryption kind) {
    if (key != null) {
      throw bad(text, "takes no key");
    }
    return kind;
  }

  private static CustomerKey customerKey(
      String text, String name, Function<String, CustomerKey> customerKeys) {
    CustomerKey key = name == null ? null : customerKeys.apply(name);
    if (key == null) {
      throw bad(
          text,
          name == null
              ? "names no customer key: write sse-c:NAME"
              : "names no customer key that there is: define saddlebag.customer-keys.%s.uri"
                  .formatted(name));
    }
    return key;
  }

  private static Refused bad(String text, String why) {
    return new Refused(
        SettingsError.UNKNOWN_SSE, "server-side encryption '%s' %s".formatted(text, why));
  }
}
