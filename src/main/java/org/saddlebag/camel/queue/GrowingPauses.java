package org.saddlebag.camel.queue;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Pauses that grow from one failed try to the next. Spring's listener begins with the first pause
 * again for each failed receiver, and would ask a broker that lacks the queue twice a second. Safe
 * for use by several threads.
 */
final class GrowingPauses implements BackOff {

  private static final long FIRST_MILLIS = 500;
  private static final long LONGEST_MILLIS = 30_000;
  private static final int GROWTH = 2;

  /** Where the longest pause is reached for certain. */
  private static final int MOST = 16;

  private final AtomicInteger failures = new AtomicInteger();

  /** The receivers could not be set up once more. */
  void failedAgain() {
    failures.updateAndGet(count -> Math.min(MOST, count + 1));
  }

  /** A receiver has received. */
  void over() {
    failures.set(0);
  }

  @Override
  public BackOffExecution start() {
    ExponentialBackOff growing =
        new ExponentialBackOff(
            Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.max(0, failures.get() - 1)), GROWTH);
    growing.setMaxInterval(LONGEST_MILLIS);
    return growing.start();
  }
}
