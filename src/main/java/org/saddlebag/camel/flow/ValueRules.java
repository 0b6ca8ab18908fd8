package org.saddlebag.camel.flow;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;
import org.saddlebag.errors.SaddlebagException;

/** What the values of parameters must be like, by their kinds. */
final class ValueRules {

  /**
   * S3's own rule for general purpose buckets, and capitals for older ones and other stores.
   * Source: Amazon S3 User Guide, "Bucket naming rules".
   */
  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");

  /** What brokers take, less what means something else within Camel's URI. */
  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9$_][A-Za-z0-9._:/$-]{0,254}");

  /** Source: Amazon SQS API Reference, CreateQueue. */
  private static final Pattern SQS_QUEUE =
      Pattern.compile("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo");

  /** These would mean something else within Camel's URI of the directory. */
  private static final Pattern URI_SIGNS = Pattern.compile("[?%#&\\\\+{}]");

  private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z][A-Za-z0-9+-]*:.");

  private ValueRules() {}

  static Optional<String> timeSpan(String text) {
    return text.matches("[1-9][0-9]*(ms|s|m|h|d)") && TimeUtils.toMilliSeconds(text) > 0
        ? Optional.empty()
        : Optional.of("is no time span: write for example 12h or 30d");
  }

  static ParameterRule number(long most) {
    return value ->
        value.matches("[0-9]{1,18}") && Long.parseLong(value) >= 1 && Long.parseLong(value) <= most
            ? Optional.empty()
            : Optional.of("must be a number from 1 to %d".formatted(most));
  }

  static ParameterRule oneOf(List<?> values) {
    List<String> names =
        values.stream().map(value -> value.toString().toLowerCase(Locale.ROOT)).toList();
    return value ->
        names.contains(value) ? Optional.empty() : Optional.of("must be one of " + names);
  }

  static ParameterRule parsedBy(Consumer<String> parser) {
    return value -> {
      try {
        parser.accept(value);
        return Optional.empty();
      } catch (SaddlebagException e) {
        return Optional.of("is wrong, " + e.what() + ": " + e.fix());
      } catch (IllegalArgumentException e) {
        return Optional.of("is wrong: " + e.getMessage());
      }
    };
  }

  static Optional<String> bucket(String name) {
    return BUCKET.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("is no bucket name: use 3 to 63 letters, digits, '.', '-' or '_'");
  }

  static Optional<String> queue(String name) {
    return QUEUE.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("is no name of a queue: use letters, digits and . _ - : / $, up to 255");
  }

  static Optional<String> sqsQueue(String name) {
    return SQS_QUEUE.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "is no name of an SQS queue: use letters, digits, - and _, up to 80 with .fifo at the"
                + " end of a FIFO queue's");
  }

  static Optional<String> endpoint(String uri) {
    return ENDPOINT.matcher(uri).lookingAt()
        ? Optional.empty()
        : Optional.of("is no URI of an endpoint: write SCHEME:..., as Camel's components do");
  }

  static Optional<String> watched(String path) {
    return plainPath(path)
        .or(
            () ->
                Files.isDirectory(Path.of(path))
                    ? readable(Path.of(path))
                    : Optional.of("is no directory: make it, or correct the path"));
  }

  private static Optional<String> readable(Path directory) {
    return Files.isReadable(directory) && Files.isWritable(directory)
        ? Optional.empty()
        : Optional.of("can't be read and written: give this user both rights");
  }

  static Optional<String> plainPath(String path) {
    try {
      return URI_SIGNS.matcher(Path.of(path).toString()).find()
          ? Optional.of("has one of ? % # & \\ + { }: rename the directory, or link to it")
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of("is no path: correct it");
    }
  }
}
