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
  public static final long LARGE_BYTES = 8L << 20;

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

  /**
   * Whether a delivery has its place in the large ones' half.
   *
   * @param sizeBytes how large it is
   * @return from {@link #LARGE_BYTES} on
   */
  public static boolean isLarge(long sizeBytes) {
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
   * How many places are free, once there are some; another may have taken them by then.
   *
   * @param wanted how many are waited for, from 1
   * @param millis how long at most
   * @return from 0
   */
  public int room(int wanted, long millis) throws InterruptedException {
    if (all.tryAcquire(wanted, millis, TimeUnit.MILLISECONDS)) {
      all.release(wanted);
    }
    return all.availablePermits();
  }

  /**
   * How many large deliveries may begin, once there may one; another may have begun by then.
   *
   * @param millis how long to wait for it at most
   * @return from 0
   */
  public int largeRoom(long millis) throws InterruptedException {
    if (large.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      large.release();
    }
    return large.availablePermits();
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
