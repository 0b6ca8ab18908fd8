package org.saddlebag.audit;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings lines to the disk while their objects are still under way, on a thread of its own, so that
 * a delivery finds its key's line there. It saves time only: whoever must know that a line is on
 * the disk asks the lane, and is told then what went wrong here.
 */
final class EarlySync implements AutoCloseable {

  /**
   * How long after a sync the next one may begin. No object is in the store sooner, and each sync
   * costs half a millisecond of a core: at 600 objects a second, one for every second object took
   * six per cent of all work.
   */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Lane lane;
  private final AtomicReference<Lane.Ticket> latest = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean closed;

  EarlySync(Lane lane) {
    this.lane = lane;
    this.thread = new Thread(this::work, "audit-sync");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns at once. */
  void soon(Lane.Ticket ticket) {
    if (latest.getAndSet(ticket) == null) {
      LockSupport.unpark(thread);
    }
  }

  private void work() {
    while (!closed) {
      Lane.Ticket ticket = latest.getAndSet(null);
      if (ticket == null) {
        LockSupport.park(this);
      } else {
        sync(ticket);
        pause();
      }
    }
  }

  /** A line that comes meanwhile wakes the thread, and waits all the same. */
  private void pause() {
    long end = System.nanoTime() + PAUSE_NANOS;
    long left = PAUSE_NANOS;
    while (left > 0 && !closed) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
  }

  private void sync(Lane.Ticket ticket) {
    try {
      lane.await(ticket);
    } catch (IOException e) {
      // The delivery that waits for the line will fail by it, and say so.
    }
  }

  /** Returns when nothing is under way any more. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
