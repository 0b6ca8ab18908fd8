package org.saddlebag.safeguard.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How bad a finding is, the worst first. */
public enum Severity {
  /** Others can read or replace objects, or will lose them, now. */
  CRITICAL,
  /** One mistake or one stolen credential away from that. */
  HIGH,
  /** A second line of defence lacks. */
  MEDIUM,
  /** Good practice that is not followed. */
  LOW,
  /** Worth knowing. */
  INFO;

  /**
   * How it is written.
   *
   * @return lower case
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it is as bad as a level, or worse.
   *
   * @param level the level
   * @return true for the level itself
   */
  public boolean atLeast(Severity level) {
    return compareTo(level) <= 0;
  }

  /**
   * What a level may be: all but {@link #INFO}.
   *
   * @return how they are written, the worst first
   */
  public static List<String> levels() {
    return Stream.of(CRITICAL, HIGH, MEDIUM, LOW).map(Severity::id).toList();
  }

  /**
   * Reads a level.
   *
   * @param text as written
   * @return empty where it is none of {@link #levels}
   */
  public static Optional<Severity> level(String text) {
    return levels().contains(text)
        ? Optional.of(valueOf(text.toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }
}
