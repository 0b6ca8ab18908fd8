package org.saddlebag.aws;

import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that a service was asked about itself: what it said, or why nothing was seen.
 *
 * @param <T> what is seen; immutable
 */
public sealed interface Aspect<T> {

  /**
   * It was seen.
   *
   * @param value what the service said
   */
  record Seen<T>(T value) implements Aspect<T> {}

  /** The service has it, and nobody has set it here. */
  record NotSet<T>() implements Aspect<T> {}

  /**
   * We may not look (403).
   *
   * @param permission what it takes, in IAM's words
   */
  record Denied<T>(String permission) implements Aspect<T> {}

  /**
   * The service has no such thing.
   *
   * @param words how it said so
   */
  record NotOffered<T>(String words) implements Aspect<T> {}

  /**
   * The look failed.
   *
   * @param why on one line, without secrets
   */
  record Failed<T>(String why) implements Aspect<T> {}

  /**
   * What was seen.
   *
   * @return empty where nothing was
   */
  default Optional<T> seen() {
    return this instanceof Seen<T> seen ? Optional.of(seen.value()) : Optional.empty();
  }

  /**
   * The same about a part of what was seen.
   *
   * @param part takes the part; null for not set
   * @param <R> the part
   * @return the part, or why nothing was seen
   */
  default <R> Aspect<R> map(Function<T, R> part) {
    if (this instanceof Seen<T> seen) {
      R taken = part.apply(seen.value());
      return taken == null ? new NotSet<>() : new Seen<>(taken);
    }
    if (this instanceof Denied<T> denied) {
      return new Denied<>(denied.permission());
    }
    if (this instanceof NotOffered<T> lacking) {
      return new NotOffered<>(lacking.words());
    }
    return this instanceof Failed<T> failed ? new Failed<>(failed.why()) : new NotSet<>();
  }
}
