package org.saddlebag.camel.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parsed YAML without surprises: what is of another shape is empty. */
final class Yaml {

  private Yaml() {}

  static List<Object> list(Object value) {
    return value instanceof List<?> list ? List.copyOf(list) : List.of();
  }

  static Map<String, Object> map(Object value) {
    Map<String, Object> result = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> result.put(String.valueOf(key), entry));
    }
    return result;
  }

  /** Numbers and booleans as Camel takes them, as text. */
  static String text(Object value) {
    return value == null ? null : String.valueOf(value);
  }
}
