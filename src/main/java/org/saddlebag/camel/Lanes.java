package org.saddlebag.camel;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much of one flow is under way at once: what its threads work on, what is ready for them, and
 * what has left them and waits for its end. Large deliveries have at most half of the threads, so
 * that small ones never wait behind large ones alone. Safe for use by several threads.
 */
public final class Lanes {

  /** From here on a delivery is large: it goes in parts, and takes longer than many small ones. */
  static final long LARGE_BYTES = 8L << 20;

  private final Semaphore all;
  private final Semaphore large;

  /**
   * Lanes for a number of threads.
   *
   * @param parallel how many deliveries the flow's threads work on at once, from 1
   * @param places how many are under way in all, from {@code parallel}
   */
  public Lanes(int parallel, int places) {
    this.all = new Semaphore(places);
    this.large = new Semaphore(Math.max(1, parallel / 2));
  }

  static boolean isLarge(long sizeBytes) {
    return sizeBytes >= LARGE_BYTES;
  }

  /**
   * Takes a place, to be left when the delivery has ended.
   *
   * @param sizeBytes how large the delivery is
   * @param millis how long to wait for a place
   * @return false when there was none in that time
   */
  public boolean enter(long sizeBytes, long millis) throws InterruptedException {
    if (isLarge(sizeBytes) && !large.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    boolean entered = false;
    try {
      entered = all.tryAcquire(millis, TimeUnit.MILLISECONDS);
      return entered;
    } finally {
      if (!entered && isLarge(sizeBytes)) {
        large.release();
      }
    }
  }

  /**
   * Gives a place back.
   *
   * @param sizeBytes as it was taken
   */
  public void leave(long sizeBytes) {
    all.release();
    if (isLarge(sizeBytes)) {
      large.release();
    }
  }
}
