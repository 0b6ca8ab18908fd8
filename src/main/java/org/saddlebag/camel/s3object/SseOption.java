package org.saddlebag.camel.s3object;

import java.util.Map;
import java.util.function.Function;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;

/** Reads the kind of server-side encryption as flows and commands write it. */
public final class SseOption {

  /** The forms, for messages. */
  public static final String FORMS = "none, sse-s3, sse-kms[:KEY], dsse-kms[:KEY] or sse-c:NAME";

  private SseOption() {}

  /**
   * Reads a kind.
   *
   * @param text one of {@value #FORMS}
   * @param customerKeys gives the customer key of a configured name, or null
   * @return the kind
   * @throws IllegalArgumentException if it is another text, or the customer key is unknown
   */
  public static ServerSideEncryption parse(
      String text, Function<String, CustomerKey> customerKeys) {
    int at = text.indexOf(':');
    String kind = at < 0 ? text : text.substring(0, at);
    String key = at < 0 ? null : text.substring(at + 1);
    if (key != null && key.isBlank()) {
      throw wrong(text);
    }
    return switch (kind) {
      case "none" -> only(text, key, new ServerSideEncryption.BucketDefault());
      case "sse-s3" -> only(text, key, new ServerSideEncryption.SseS3());
      case "sse-kms" -> new ServerSideEncryption.SseKms(key, Map.of(), null);
      case "dsse-kms" -> new ServerSideEncryption.DsseKms(key, Map.of());
      case "sse-c" -> customer(text, key, customerKeys);
      default -> throw wrong(text);
    };
  }

  private static ServerSideEncryption only(String text, String key, ServerSideEncryption kind) {
    if (key != null) {
      throw wrong(text);
    }
    return kind;
  }

  private static ServerSideEncryption customer(
      String text, String name, Function<String, CustomerKey> customerKeys) {
    if (name == null) {
      throw wrong(text);
    }
    CustomerKey key = customerKeys.apply(name);
    if (key == null) {
      throw new IllegalArgumentException("no customer key is named '" + name + "'");
    }
    return new ServerSideEncryption.SseC(key);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException("was '" + text + "', must be " + FORMS);
  }
}
