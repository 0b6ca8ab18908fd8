package org.saddlebag.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages that are known to be in an object, for some time. Safe for use by several threads. */
final class KnownMessages {

  /** What is forgotten is asked for once more. */
  private static final int KNOWN = 100_000;

  /** So long what has gone back may take to come again. */
  private static final Duration KNOWN_FOR = Duration.ofHours(1);

  private final InstantSource clock;
  private final Duration knownFor;

  /** Since when it is known of each. */
  private final Map<String, Instant> since = Collections.synchronizedMap(new Lately());

  private static final class Lately extends LinkedHashMap<String, Instant> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
      return size() > KNOWN;
    }
  }

  /** Of what has gone back, and comes again soon. */
  KnownMessages(InstantSource clock) {
    this(clock, KNOWN_FOR);
  }

  KnownMessages(InstantSource clock, Duration knownFor) {
    this.clock = clock;
    this.knownFor = knownFor;
  }

  boolean has(String messageId) {
    Instant known = since.get(messageId);
    return known != null && clock.instant().isBefore(known.plus(knownFor));
  }

  void add(Collection<String> messageIds) {
    Instant now = clock.instant();
    // At the end again, so that what is known for longest goes first.
    remove(messageIds);
    messageIds.forEach(id -> since.put(id, now));
  }

  void remove(Collection<String> messageIds) {
    messageIds.forEach(since::remove);
  }
}
