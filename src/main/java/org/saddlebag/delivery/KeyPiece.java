package org.saddlebag.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** One piece of an object-key template: text, or a placeholder. */
final class KeyPiece {

  private static final String DATE = "date";
  private static final String FLOW = "flow";
  private static final String DIRECTORY = "directory";
  private static final String EXTENSION = "extension";
  private static final String DEFAULT_DATE = "yyyy/MM/dd";

  private static final Map<String, Function<KeySource, String>> KNOWN =
      new TreeMap<>(
          Map.of(
              FLOW,
              KeySource::flow,
              "path",
              KeySource::path,
              DIRECTORY,
              KeySource::directory,
              "name",
              KeySource::name,
              "stem",
              KeySource::stem,
              EXTENSION,
              KeySource::extension));

  private final String name;
  private final Function<KeySource, String> value;

  private KeyPiece(String name, Function<KeySource, String> value) {
    this.name = name;
    this.value = value;
  }

  static KeyPiece literal(String text) {
    return new KeyPiece("", source -> text);
  }

  /** What stands between the braces. */
  static KeyPiece placeholder(String template, String content) {
    int colon = content.indexOf(':');
    String name = colon < 0 ? content : content.substring(0, colon);
    if (name.equals(DATE)) {
      return date(template, colon < 0 ? DEFAULT_DATE : content.substring(colon + 1));
    }
    if (colon >= 0 || !KNOWN.containsKey(name)) {
      throw ObjectKeyTemplate.bad(
          template,
          "has the unknown placeholder {%s}; known are {date}, {date:PATTERN} and %s"
              .formatted(content, KNOWN.keySet().stream().map(known -> "{" + known + "}").toList()),
          null);
    }
    return new KeyPiece(name, KNOWN.get(name));
  }

  String text(KeySource source) {
    return value.apply(source);
  }

  /** Whether it is the same for every source of a flow. */
  boolean steady() {
    return name.isEmpty() || name.equals(FLOW);
  }

  boolean swallowsSlash() {
    return name.equals(DIRECTORY);
  }

  boolean swallowsDot() {
    return name.equals(EXTENSION);
  }

  private static KeyPiece date(String template, String pattern) {
    try {
      DateTimeFormatter formatter =
          DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
      if (pattern.isBlank() || formatter.format(Instant.EPOCH).isBlank()) {
        throw new IllegalArgumentException("it is empty");
      }
      return new KeyPiece(DATE, source -> formatter.format(source.instant()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ObjectKeyTemplate.bad(
          template, "has the bad date pattern '%s': %s".formatted(pattern, e.getMessage()), e);
    }
  }
}
