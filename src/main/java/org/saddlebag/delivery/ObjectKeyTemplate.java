package org.saddlebag.delivery;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;

/**
 * How a source's name becomes an object key: {@code invoices/{date:yyyy/MM/dd}/{path}}.
 *
 * <p>Placeholders: {@code {date}} or {@code {date:PATTERN}} (UTC, {@link
 * java.time.format.DateTimeFormatter} patterns, default {@code yyyy/MM/dd}) and {@code {flow}}; of
 * files {@code {path}}, {@code {directory}}, {@code {name}}, {@code {stem}}, {@code {extension}}
 * (without the dot); of messages {@code {messageId}} and {@code {header:NAME}}; of records of Kafka
 * also {@code {topic}}, {@code {partition}}, {@code {offset}} and {@code {key}}. A message that
 * carries a file has the placeholders of both. The date of a file is that of its delivery, or, in a
 * flow that nodes share, that of its content (its modification time); the date of a message is that
 * of its sending. An empty {@code {directory}} takes the slash behind it away, an empty {@code
 * {extension}} the dot before it. What a file's name holds is never expanded: {@code ${x}} is text.
 */
public final class ObjectKeyTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

  private final String template;
  private final List<KeyPiece> pieces;

  private ObjectKeyTemplate(String template, List<KeyPiece> pieces) {
    this.template = template;
    this.pieces = pieces;
  }

  /**
   * Reads a template.
   *
   * @param template the text
   * @return the template
   * @throws org.saddlebag.errors.Refused {@code BAD_TEMPLATE} for an unknown placeholder (all known
   *     ones are listed), a bad date pattern, an open brace, or a template whose keys would always
   *     be refused
   */
  public static ObjectKeyTemplate parse(String template) {
    List<KeyPiece> pieces = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(template);
    int end = 0;
    while (matcher.find()) {
      pieces.add(literal(template, template.substring(end, matcher.start())));
      pieces.add(KeyPiece.placeholder(template, matcher.group(1)));
      end = matcher.end();
    }
    pieces.add(literal(template, template.substring(end)));
    ObjectKeyTemplate parsed = new ObjectKeyTemplate(template, List.copyOf(pieces));
    parsed.tryOut();
    return parsed;
  }

  /**
   * Makes the key of one source.
   *
   * @param flow the flow's name
   * @param relativePath the source's path in the flow's directory, with {@code /}
   * @param instant the time that {@code {date}} shows
   * @return 1 to 1024 bytes of UTF-8 without control characters, empty, {@code .} or {@code ..}
   *     segments
   * @throws org.saddlebag.errors.Refused {@code BAD_OBJECT_KEY} if the key would break these rules
   */
  public String expand(String flow, String relativePath, Instant instant) {
    return expand(new KeySource.OfFile(flow, relativePath, instant));
  }

  /**
   * Makes the key of one message, the same whenever it comes.
   *
   * @param flow the flow's name
   * @param message the message
   * @return as for files; a header gives what it holds, under the same rules
   * @throws org.saddlebag.errors.Refused {@code BAD_OBJECT_KEY} as for files, {@code
   *     HEADER_MISSING} if the message lacks what the key is made from
   */
  public String expand(String flow, SourceMessage message) {
    return expand(new KeySource.OfMessage(flow, message));
  }

  /**
   * The headers that keys are made from.
   *
   * @return their names; empty where it needs none
   */
  public Set<String> headers() {
    return pieces.stream().flatMap(piece -> piece.header().stream()).collect(Collectors.toSet());
  }

  /**
   * Whether keys show a date.
   *
   * @return true where the same source may get another key on another day
   */
  public boolean showsDate() {
    return pieces.stream().anyMatch(KeyPiece::isDate);
  }

  /**
   * Makes sure that keys can be made for files.
   *
   * @return this
   * @throws org.saddlebag.errors.Refused {@code BAD_TEMPLATE} if it speaks of messages
   */
  public ObjectKeyTemplate forFiles() {
    return speaksOf(KeyPiece.About.MESSAGES) || speaksOf(KeyPiece.About.RECORDS)
        ? refused("speaks of messages, but the flow sends files; use {path}, {name} or the like")
        : this;
  }

  /**
   * Makes sure that keys can be made for messages.
   *
   * @return this
   * @throws org.saddlebag.errors.Refused {@code BAD_TEMPLATE} if it speaks of files
   */
  public ObjectKeyTemplate forMessages() {
    if (speaksOf(KeyPiece.About.RECORDS)) {
      return refused("speaks of records of Kafka, but the flow sends messages of a queue");
    }
    return speaksOf(KeyPiece.About.FILES)
        ? refused("speaks of files, but the flow sends messages; use {messageId} or {header:NAME}")
        : this;
  }

  /**
   * Makes sure that keys can be made for messages of a queue, which may name files.
   *
   * @return this
   * @throws org.saddlebag.errors.Refused {@code BAD_TEMPLATE} if it speaks of records of Kafka
   */
  public ObjectKeyTemplate forNamedFiles() {
    return namesFiles() && !speaksOf(KeyPiece.About.RECORDS) ? this : forMessages();
  }

  /**
   * Makes sure that keys can be made for records of Kafka.
   *
   * @return this
   * @throws org.saddlebag.errors.Refused {@code BAD_TEMPLATE} if it speaks of files
   */
  public ObjectKeyTemplate forRecords() {
    return speaksOf(KeyPiece.About.FILES)
        ? refused("speaks of files, but the flow sends records; use {partition} and {offset}")
        : this;
  }

  /**
   * Makes sure that keys can be made for many records of Kafka in one object: each partition and
   * first offset has a key of its own, and no record gives the object its name.
   *
   * @return this
   * @throws org.saddlebag.errors.Refused {@code BAD_TEMPLATE} if not
   */
  public ObjectKeyTemplate forBatches() {
    if (!names(KeyPiece.PARTITION) || !names(KeyPiece.OFFSET)) {
      return refused("needs {partition} and {offset} for objects of several records");
    }
    return names(KeyPiece.KEY) || !headers().isEmpty()
        ? refused("speaks of one record, but objects hold several; leave out {key} and {header:}")
        : forRecords();
  }

  /**
   * Makes sure that keys can be made for many messages of a queue in one object: the first gives
   * the object its id and date, and nothing else of one message is in its name.
   *
   * @return this
   * @throws org.saddlebag.errors.Refused {@code BAD_TEMPLATE} if not
   */
  public ObjectKeyTemplate forMessageBatches() {
    if (!names(KeyPiece.MESSAGE_ID)) {
      return refused("needs {messageId} for objects of several messages");
    }
    return headers().isEmpty()
        ? forMessages()
        : refused("speaks of one message, but objects hold several; leave out {header:}");
  }

  private boolean names(String placeholder) {
    return pieces.stream().anyMatch(piece -> piece.name().equals(placeholder));
  }

  /**
   * Makes sure that keys can be made for what endpoints hand in.
   *
   * @return this
   * @throws org.saddlebag.errors.Refused {@code BAD_TEMPLATE} if it speaks of records of Kafka
   */
  public ObjectKeyTemplate forEndpoints() {
    return speaksOf(KeyPiece.About.RECORDS)
        ? refused("speaks of records of Kafka, but the flow sends what an endpoint hands in")
        : this;
  }

  /**
   * Whether keys are made from the names of files.
   *
   * @return true for {@code {path}} and the like
   */
  public boolean namesFiles() {
    return speaksOf(KeyPiece.About.FILES);
  }

  private boolean speaksOf(KeyPiece.About about) {
    return pieces.stream().anyMatch(piece -> piece.about() == about);
  }

  private ObjectKeyTemplate refused(String why) {
    throw bad(template, why, null);
  }

  private String expand(KeySource source) {
    StringBuilder key = new StringBuilder();
    boolean swallowSlash = false;
    for (KeyPiece piece : pieces) {
      String text = piece.text(source);
      key.append(swallowSlash && text.startsWith("/") ? text.substring(1) : text);
      swallowSlash = piece.swallowsSlash() && text.isEmpty();
      if (piece.swallowsDot() && text.isEmpty() && key.length() > 0) {
        int last = key.length() - 1;
        key.setLength(key.charAt(last) == '.' ? last : key.length());
      }
    }
    return ObjectKeys.checked(key.toString());
  }

  /**
   * How all keys of a flow begin, whatever the source and the day. Numbers that keep a taken key
   * stand before a dot, so that a dot in the last segment ends it too.
   *
   * @param flow the flow's name
   * @return for example {@code invoices/}; empty where the keys have nothing in common
   */
  public String steadyPrefix(String flow) {
    KeySource nothing = new KeySource.OfFile(flow, "", Instant.EPOCH);
    StringBuilder steady = new StringBuilder();
    for (KeyPiece piece : pieces) {
      if (!piece.steady()) {
        break;
      }
      steady.append(piece.text(nothing));
    }
    int dot = steady.indexOf(".", steady.lastIndexOf("/") + 1);
    return dot < 0 ? steady.toString() : steady.substring(0, dot);
  }

  @Override
  public String toString() {
    return template;
  }

  /** A template that fails for the plainest of names fails for all. */
  private void tryOut() {
    try {
      expand(
          speaksOf(KeyPiece.About.MESSAGES) || speaksOf(KeyPiece.About.RECORDS)
              ? new KeySource.OfMessage("flow", sample())
              : new KeySource.OfFile("flow", "directory/name.ext", Instant.EPOCH));
    } catch (Refused e) {
      throw bad(template, "makes keys like this: " + e.what(), e);
    }
  }

  private SourceMessage sample() {
    Map<String, String> given = new HashMap<>();
    headers().forEach(name -> given.put(name, "value"));
    given.put(SourceMessage.PATH, "directory/name.ext");
    return new SourceMessage(
        "ID:1",
        Instant.EPOCH,
        false,
        0,
        null,
        given,
        Map.of(),
        InputStream::nullInputStream,
        new TopicPlace("topic", "id", 0, 0, "key", Map.of(), null));
  }

  private static KeyPiece literal(String template, String text) {
    if (text.contains("{") || text.contains("}")) {
      throw bad(template, "has a brace without its partner", null);
    }
    return KeyPiece.literal(text);
  }

  static Refused bad(String template, String why, Exception cause) {
    return new Refused(
        DeliveryError.BAD_TEMPLATE,
        "the object key '%s' %s".formatted(OneLine.of(template), why),
        cause);
  }
}
