package org.saddlebag.camel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Sends on what a poll finds, as fast as it is worked off. What is large and finds its lane full
 * waits aside, and the small goes on. Used by the polling thread alone.
 *
 * @param <T> what is found
 */
public final class Outflow<T> {

  /** A waiting one is held in memory; what does not fit is found again. */
  private static final int MOST_ASIDE = 1000;

  private static final long PATIENCE_MILLIS = 100;

  private final Lanes lanes;
  private final ToLongFunction<T> size;
  private final BooleanSupplier running;
  private final Consumer<T> send;
  private final Deque<T> aside = new ArrayDeque<>();

  /**
   * An outflow.
   *
   * @param lanes where places are taken; whoever ends a delivery leaves it
   * @param size how large something is, in bytes
   * @param running false once nothing more may be sent
   * @param send sends it on, and returns before it is delivered
   */
  public Outflow(Lanes lanes, ToLongFunction<T> size, BooleanSupplier running, Consumer<T> send) {
    this.lanes = lanes;
    this.size = size;
    this.running = running;
    this.send = send;
  }

  /**
   * Sends something on, or lets it wait aside.
   *
   * @param found what was found
   * @return false if it was not taken: the work stops, or too much waits already
   * @throws InterruptedException when the wait for a place is broken off
   */
  public boolean take(T found) throws InterruptedException {
    sendWaiting(0);
    if (Lanes.isLarge(size.applyAsLong(found))) {
      return (aside.isEmpty() && sent(found, 0)) || setAside(found);
    }
    while (running.getAsBoolean()) {
      if (sent(found, PATIENCE_MILLIS)) {
        return true;
      }
      sendWaiting(0);
    }
    return false;
  }

  /**
   * Sends on what waits aside, for some time.
   *
   * @param millis how long at most
   * @return whether anything had to wait, so that all of the time may have passed
   * @throws InterruptedException when the wait for a place is broken off
   */
  public boolean linger(long millis) throws InterruptedException {
    boolean waited = !aside.isEmpty();
    long end = System.nanoTime() + millis * 1_000_000;
    while (!aside.isEmpty() && running.getAsBoolean() && System.nanoTime() - end < 0) {
      sendWaiting(Math.min(millis, PATIENCE_MILLIS));
    }
    return waited;
  }

  /**
   * How much waits aside.
   *
   * @return from 0
   */
  public int waiting() {
    return aside.size();
  }

  private void sendWaiting(long millis) throws InterruptedException {
    while (!aside.isEmpty() && running.getAsBoolean() && sent(aside.peek(), millis)) {
      aside.remove();
    }
  }

  private boolean sent(T found, long millis) throws InterruptedException {
    if (!lanes.enter(size.applyAsLong(found), millis)) {
      return false;
    }
    send.accept(found);
    return true;
  }

  private boolean setAside(T found) {
    return aside.size() < MOST_ASIDE && aside.add(found);
  }
}
