package org.saddlebag.delivery;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * One sync of an {@link AppendLog} and those who wait for it, outside the log's lock: who is woken
 * need not queue for it again.
 */
final class SyncRound {

  private final CountDownLatch over = new CountDownLatch(1);

  /** Whether somebody will sync. Guarded by the log's lock, as is the next. */
  boolean led;

  /** The last batch that the sync covers. */
  long reach;

  /** Why the sync is not certain, or null; to be read when it is over. */
  IOException failure;

  void end() {
    over.countDown();
  }

  /** Returns when the sync has ended, whoever interrupts. */
  void await() {
    boolean interrupted = false;
    while (over.getCount() > 0) {
      try {
        over.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
