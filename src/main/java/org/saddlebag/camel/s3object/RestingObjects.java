package org.saddlebag.camel.s3object;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The objects whose delivery was given up, so that polls do not try them over and over. What may
 * pass by itself is tried again after a pause that doubles; what can't, only after a restart or
 * when the object has changed.
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

  void add(String identity, boolean mayPass) {
    objects.compute(
        identity,
        (same, before) -> {
          int failures = before == null ? 1 : before.failures() + 1;
          Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
          return new Rest(failures, mayPass ? Instant.now().plus(pause) : Instant.MAX);
        });
  }

  void remove(String identity) {
    objects.remove(identity);
  }
}
