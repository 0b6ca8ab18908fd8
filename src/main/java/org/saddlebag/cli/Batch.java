package org.saddlebag.cli;

import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Works on many items, several at once. Items are taken only as fast as they are worked off, so
 * that a listing of any length needs no memory.
 */
final class Batch {

  private final int jobs;
  private final Interruption interruption;

  /**
   * A batch.
   *
   * @param jobs items at once, at least 1
   * @param interruption breaks the work off: workers are interrupted, nothing new begins
   */
  Batch(int jobs, Interruption interruption) {
    this.jobs = jobs;
    this.interruption = interruption;
  }

  /**
   * Works on every item and returns when all are done or broken off.
   *
   * @param items may be lazy and may throw; then what was begun is finished, and this throws
   * @param work throws nothing
   */
  <T> void run(Iterator<T> items, Consumer<T> work) {
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    interruption.onRequest(workers::shutdownNow);
    Semaphore room = new Semaphore(2 * jobs);
    try {
      while (!interruption.requested() && items.hasNext()) {
        T item = items.next();
        room.acquireUninterruptibly();
        submit(workers, room, () -> work.accept(item));
      }
    } finally {
      workers.shutdown();
      awaitEnd(workers);
    }
  }

  /** A pool that was shut down runs nothing more; that is what an interruption means. */
  private static void submit(ExecutorService workers, Semaphore room, Runnable work) {
    try {
      workers.execute(
          () -> {
            try {
              work.run();
            } finally {
              room.release();
            }
          });
    } catch (java.util.concurrent.RejectedExecutionException e) {
      room.release();
    }
  }

  private static void awaitEnd(ExecutorService workers) {
    boolean ended = false;
    while (!ended) {
      try {
        ended = workers.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        workers.shutdownNow();
      }
    }
  }
}
