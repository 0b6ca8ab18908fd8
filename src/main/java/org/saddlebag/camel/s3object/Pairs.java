package org.saddlebag.camel.s3object;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code NAME=VALUE,NAME=VALUE}. */
public final class Pairs {

  private Pairs() {}

  /**
   * Reads comma-separated pairs.
   *
   * @param text empty for none
   * @return in their order
   * @throws IllegalArgumentException if a part is no pair
   */
  public static Map<String, String> parse(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int at = part.indexOf('=');
      if (at > 0) {
        String name = part.substring(0, at).strip();
        if (pairs.put(name, part.substring(at + 1).strip()) != null) {
          throw new IllegalArgumentException("'" + name + "' is given twice");
        }
      } else if (!part.isBlank()) {
        throw new IllegalArgumentException("'" + part + "' must be NAME=VALUE");
      }
    }
    return pairs;
  }
}
