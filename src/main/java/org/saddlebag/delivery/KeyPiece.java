package org.saddlebag.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One piece of an object-key template: text, or a placeholder. */
final class KeyPiece {

  private static final String DATE = "date";
  private static final String FLOW = "flow";
  private static final String DIRECTORY = "directory";
  private static final String EXTENSION = "extension";
  private static final String DEFAULT_DATE = "yyyy/MM/dd";

  private static final String HEADER = "header";

  /** The place in a topic. */
  static final String PARTITION = "partition";

  static final String OFFSET = "offset";
  static final String KEY = "key";

  /** The id of a message. */
  static final String MESSAGE_ID = "messageId";

  /** What a placeholder can speak of. */
  enum About {
    FILES,
    MESSAGES,
    RECORDS,
    BOTH
  }

  private static final Map<String, KeyPiece> KNOWN =
      new TreeMap<>(
          Stream.of(
                  new KeyPiece(FLOW, About.BOTH, KeySource::flow),
                  ofFile("path", KeySource.Named::path),
                  ofFile(DIRECTORY, KeySource.Named::directory),
                  ofFile("name", KeySource.Named::name),
                  ofFile("stem", KeySource.Named::stem),
                  ofFile(EXTENSION, KeySource.Named::extension),
                  ofMessage(MESSAGE_ID, KeySource.OfMessage::messageId),
                  ofRecord("topic", message -> message.place().topic()),
                  ofRecord(PARTITION, message -> String.valueOf(message.place().partition())),
                  ofRecord(OFFSET, KeySource.OfMessage::offset),
                  ofRecord(KEY, KeySource.OfMessage::key))
              .collect(Collectors.toMap(piece -> piece.name, piece -> piece)));

  private final String name;
  private final About about;
  private final Function<KeySource, String> value;

  private KeyPiece(String name, About about, Function<KeySource, String> value) {
    this.name = name;
    this.about = about;
    this.value = value;
  }

  static KeyPiece literal(String text) {
    return new KeyPiece("", About.BOTH, source -> text);
  }

  private static KeyPiece ofFile(String name, Function<KeySource.Named, String> value) {
    return new KeyPiece(name, About.FILES, source -> value.apply((KeySource.Named) source));
  }

  private static KeyPiece ofMessage(String name, Function<KeySource.OfMessage, String> value) {
    return new KeyPiece(name, About.MESSAGES, source -> value.apply((KeySource.OfMessage) source));
  }

  private static KeyPiece ofRecord(String name, Function<KeySource.OfMessage, String> value) {
    return new KeyPiece(name, About.RECORDS, source -> value.apply((KeySource.OfMessage) source));
  }

  /** What stands between the braces. */
  static KeyPiece placeholder(String template, String content) {
    int colon = content.indexOf(':');
    String name = colon < 0 ? content : content.substring(0, colon);
    String rest = colon < 0 ? "" : content.substring(colon + 1);
    if (name.equals(DATE)) {
      return date(template, colon < 0 ? DEFAULT_DATE : rest);
    }
    if (name.equals(HEADER) && !rest.isBlank()) {
      return ofMessage(content, message -> message.header(rest));
    }
    if (colon >= 0 || !KNOWN.containsKey(name)) {
      throw ObjectKeyTemplate.bad(
          template,
          "has the unknown placeholder {%s}; known are {date}, {date:PATTERN}, {header:NAME} and %s"
              .formatted(content, KNOWN.keySet().stream().map(known -> "{" + known + "}").toList()),
          null);
    }
    return KNOWN.get(name);
  }

  String name() {
    return name;
  }

  About about() {
    return about;
  }

  /** The header that it shows. */
  Optional<String> header() {
    return name.startsWith(HEADER + ":")
        ? Optional.of(name.substring(HEADER.length() + 1))
        : Optional.empty();
  }

  String text(KeySource source) {
    return value.apply(source);
  }

  boolean isDate() {
    return name.equals(DATE);
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
      return new KeyPiece(DATE, About.BOTH, source -> formatter.format(source.instant()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ObjectKeyTemplate.bad(
          template, "has the bad date pattern '%s': %s".formatted(pattern, e.getMessage()), e);
    }
  }
}
