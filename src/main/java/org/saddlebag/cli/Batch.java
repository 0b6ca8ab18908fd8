package org.saddlebag.cli;

import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
   * @param isLong whether an item takes long, so that others must not wait behind it
   * @param work should throw nothing; where it does, the batch stops, and this throws the same
   * @param stopped true when nothing new is to begin
   * @return items that were taken from {@code items} but not begun
   */
  <T> int run(Iterator<T> items, Predicate<T> isLong, Consumer<T> work, BooleanSupplier stopped) {
    Lanes<T> lanes = new Lanes<>(jobs);
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    Left left = new Left();
    AtomicReference<Throwable> fault = new AtomicReference<>();
    BooleanSupplier over = () -> fault.get() != null || stopped.getAsBoolean();
    interruption.onRequest(
        () -> {
          left.add(lanes.clear());
          workers.shutdownNow();
        });
    for (int i = 0; i < jobs && !workers.isShutdown(); i++) {
      start(workers, () -> workOff(lanes, guarded(work, fault), over, left));
    }
    try {
      while (!interruption.requested() && !over.getAsBoolean() && items.hasNext()) {
        T item = items.next();
        lanes.put(item, isLong.test(item));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lanes.end();
      workers.shutdown();
      awaitEnd(workers);
      left.add(lanes.clear());
    }
    rethrow(fault.get());
    return left.sum();
  }

  /** A worker must not die in silence: its item would be neither done nor named. */
  private static <T> Consumer<T> guarded(Consumer<T> work, AtomicReference<Throwable> fault) {
    return item -> {
      try {
        work.accept(item);
      } catch (RuntimeException | Error e) {
        fault.compareAndSet(null, e);
      }
    };
  }

  private static void rethrow(Throwable fault) {
    if (fault instanceof Error e) {
      throw e;
    }
    if (fault != null) {
      throw (RuntimeException) fault;
    }
  }

  private <T> void workOff(Lanes<T> lanes, Consumer<T> work, BooleanSupplier stopped, Left left) {
    try {
      for (Lanes.Taken<T> taken = lanes.take(); taken != null; taken = lanes.take()) {
        try {
          if (stopped.getAsBoolean() || interruption.requested()) {
            left.add(1);
          } else {
            work.accept(taken.item());
          }
        } finally {
          lanes.done(taken);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A pool that was shut down runs nothing more; that is what an interruption means. */
  private static void start(ExecutorService workers, Runnable work) {
    try {
      workers.execute(work);
    } catch (java.util.concurrent.RejectedExecutionException e) {
      workers.shutdown();
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

  /** Counts what was not begun. */
  private static final class Left {
    private int count;

    synchronized void add(int more) {
      count += more;
    }

    synchronized int sum() {
      return count;
    }
  }
}
