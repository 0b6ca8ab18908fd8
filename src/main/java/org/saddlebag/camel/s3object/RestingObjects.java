package org.saddlebag.camel.s3object;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The objects whose delivery was given up and that are not parked: the store no longer has them, or
 * the state folder can't be written, or their broker is away. Polls try them again after a pause
 * that doubles, and so does a restart.
 */
final class RestingObjects {

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  private final Map<String, Rest> objects = new ConcurrentHashMap<>();

  private record Rest(int failures, Instant until) {}

  boolean contains(String identity) {
    Rest rest = objects.get(identity);
    return rest != null && Instant.now().isBefore(rest.until());
  }

  void add(String identity) {
    objects.compute(
        identity,
        (same, before) -> {
          int failures = before == null ? 1 : before.failures() + 1;
          Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
          return new Rest(failures, Instant.now().plus(pause));
        });
  }

  /** Rests for the first pause, however often it has rested before. */
  void addShortly(String identity) {
    objects.put(identity, new Rest(1, Instant.now().plus(FIRST_PAUSE)));
  }

  void remove(String identity) {
    objects.remove(identity);
  }
}
