package org.saddlebag.camel.queue;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.saddlebag.errors.SaddlebagException;

/**
 * What keeps a flow's consumers from their queue: one trouble for all of them, with pauses that
 * grow. Safe for use by several threads.
 */
final class Outage {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private String code;
  private Duration pause = FIRST;
  private long nextFailure;

  Outage(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * A look that failed.
   *
   * @param pause until the next look
   * @param counts whether it is more than what another consumer has just seen, too
   * @param isNew whether nobody has told of it yet
   */
  record Failure(Duration pause, boolean counts, boolean isNew) {}

  synchronized Failure failed(SaddlebagException why) {
    long now = nanoTime.getAsLong();
    boolean isNew = !why.code().id().equals(code);
    boolean counts = code == null || now - nextFailure >= 0;
    if (counts) {
      pause = code == null ? FIRST : longer();
      nextFailure = now + pause.toNanos();
    }
    code = why.code().id();
    return new Failure(pause, counts, isNew);
  }

  private Duration longer() {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  /**
   * A look that did not fail.
   *
   * @return whether one before it did
   */
  synchronized boolean over() {
    boolean was = code != null;
    code = null;
    return was;
  }

  /** Whether the last look failed. */
  synchronized boolean lasts() {
    return code != null;
  }
}
