package org.saddlebag.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings the names of Camel's components into one form: Camel takes {@code uri-endpoint-override}
 * for {@code uriEndpointOverride}.
 */
final class CamelNames {

  private static final Pattern COMPONENT =
      Pattern.compile("(camel\\.component\\.(?:aws2-(?:s3|kms|sqs)|kafka)\\.)(.+)");

  private static final Pattern DASH = Pattern.compile("-([a-z0-9])");

  private CamelNames() {}

  static Map<String, String> inCamelCase(Map<String, String> values, Problems problems) {
    Map<String, String> result = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          String name = inCamelCase(key);
          if (result.put(name, value) != null) {
            problems.add(key, "says the same as " + name, "keep one of the lines");
          }
        });
    return result;
  }

  private static String inCamelCase(String key) {
    Matcher component = COMPONENT.matcher(key);
    if (!component.matches()) {
      return key;
    }
    return component.group(1)
        + DASH.matcher(component.group(2))
            .replaceAll(m -> m.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}
