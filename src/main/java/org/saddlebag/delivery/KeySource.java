package org.saddlebag.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.saddlebag.errors.Refused;

/** What the placeholders of an object key speak of. */
sealed interface KeySource {

  /** The flow's name. */
  String flow();

  /** The time that {@code {date}} shows. */
  Instant instant();

  /** A source that has the name of a file. */
  sealed interface Named extends KeySource {

    /** The file's path, with {@code /}. */
    String path();

    default String directory() {
      return path().substring(0, Math.max(0, path().lastIndexOf('/')));
    }

    default String name() {
      return path().substring(path().lastIndexOf('/') + 1);
    }

    default String stem() {
      return dot() < 0 ? name() : name().substring(0, dot());
    }

    default String extension() {
      return dot() < 0 ? "" : name().substring(dot() + 1);
    }

    /** A leading dot begins no extension. */
    private int dot() {
      int dot = name().lastIndexOf('.');
      return dot > 0 ? dot : -1;
    }
  }

  /**
   * A file.
   *
   * @param flow the flow's name
   * @param path the file's path in the flow's directory
   * @param instant the time
   */
  record OfFile(String flow, String path, Instant instant) implements Named {}

  /**
   * A message. All that its key is made of belongs to the message, so that it gets the same key
   * whenever it comes again.
   *
   * @param flow the flow's name
   * @param message the message
   */
  record OfMessage(String flow, SourceMessage message) implements Named {

    private static final String PREFIX = "ID:";

    @Override
    public Instant instant() {
      if (message.sent() == null) {
        throw new Refused(
            DeliveryError.HEADER_MISSING,
            "%s does not say when it was sent, and its object key shows the date"
                .formatted(message));
      }
      return message.sent();
    }

    /**
     * The message id without the prefix that all have. What is not a letter, a digit, a hyphen or a
     * dot within becomes {@code _XX}, byte by byte, so that two ids never become the same.
     */
    String messageId() {
      String id = message.id().startsWith(PREFIX) ? message.id().substring(3) : message.id();
      StringBuilder safe = new StringBuilder();
      for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
        boolean plain =
            (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || (each == '.' && !safe.isEmpty());
        safe.append(plain ? String.valueOf((char) each) : "_%02X".formatted(each & 0xff));
      }
      return safe.toString();
    }

    TopicPlace place() {
      if (message.place() == null) {
        throw new IllegalStateException("a message of a queue has no place in a topic");
      }
      return message.place();
    }

    /** As many digits as the largest has, so that a listing is in their order. */
    String offset() {
      return "%020d".formatted(place().offset());
    }

    /** The key of the record, under the rules of headers. */
    String key() {
      String key = place().key();
      if (key == null || key.isEmpty()) {
        throw new Refused(
            DeliveryError.HEADER_MISSING,
            "%s has no key that is text, which its object key is made from".formatted(message));
      }
      return key;
    }

    String header(String name) {
      return header(name, "lacks the header '" + name + "'");
    }

    @Override
    public String path() {
      return header(SourceMessage.PATH, "has no file name");
    }

    private String header(String name, String lack) {
      return message
          .header(name)
          .filter(value -> !value.isEmpty())
          .orElseThrow(
              () ->
                  new Refused(
                      DeliveryError.HEADER_MISSING,
                      "%s %s, which its object key is made from".formatted(message, lack)));
    }
  }
}
