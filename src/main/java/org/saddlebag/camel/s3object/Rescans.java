package org.saddlebag.camel.s3object;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When a prefix is listed although news tell of its objects. Used by one thread. */
final class Rescans {

  private final Duration pause;
  private final LongSupplier nanoTime;
  private boolean everDone;
  private long doneAt;

  /**
   * The first is due at once.
   *
   * @param pause from the end of one to the next
   * @param nanoTime the time, as {@code System.nanoTime()}
   */
  Rescans(Duration pause, LongSupplier nanoTime) {
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  boolean due() {
    return !everDone || nanoTime.getAsLong() - doneAt >= pause.toNanos();
  }

  /** One has come to its end; one that fails is due again at the next poll. */
  void done() {
    everDone = true;
    doneAt = nanoTime.getAsLong();
  }
}
