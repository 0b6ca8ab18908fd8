package org.saddlebag.camel.sqs;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that receive from a queue, each of which works on what it has taken before it takes
 * more. Started and stopped by one thread at a time.
 */
final class Receivers {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final CamelContext context;
  private final String flow;
  private final Object queue;
  private final int parallel;
  private final int extendingThreads;
  private final Taking taking;
  private final Set<Thread> waiting = new HashSet<>();
  private ExecutorService receivers;
  private ScheduledExecutorService extending;
  private volatile boolean receiving;
  private int busy;

  /** What each thread does again and again. */
  @FunctionalInterface
  interface Taking {
    /**
     * Waits for messages; is interrupted where nobody wants them any more. The threads may end
     * while this waits, so that it must not hold any.
     *
     * @return what is to be done with them, which nobody interrupts; null where there are none
     */
    Runnable take() throws InterruptedException;
  }

  /**
   * Threads that receive nothing yet.
   *
   * @param parallel how many receive
   * @param extendingThreads how many keep hidden what those have in hand
   */
  Receivers(
      CamelContext context,
      String flow,
      Object queue,
      int parallel,
      int extendingThreads,
      Taking taking) {
    this.context = context;
    this.flow = flow;
    this.queue = queue;
    this.parallel = parallel;
    this.extendingThreads = extendingThreads;
    this.taking = taking;
  }

  /** From now on; also again after {@link #pause} and {@link #stop}. */
  void start() {
    var threads = context.getExecutorServiceManager();
    if (receivers == null) {
      extending = threads.newScheduledThreadPool(this, "sqs-visibility", extendingThreads);
      receivers = threads.newFixedThreadPool(this, "sqs-" + queue, parallel);
    }
    receiving = true;
    for (int i = 0; i < parallel; i++) {
      receivers.execute(this::run);
    }
  }

  /** Who waits is not woken. */
  void pause() {
    synchronized (waiting) {
      receiving = false;
    }
  }

  /** Who waits goes at once; who has something works on it. */
  void stop() {
    synchronized (waiting) {
      receiving = false;
      waiting.forEach(Thread::interrupt);
    }
  }

  /** Ends the threads; who works gets some time for its last words. */
  void close() throws InterruptedException {
    stop();
    if (receivers == null) {
      return;
    }
    long until = System.nanoTime() + LAST_WORDS.toNanos();
    synchronized (waiting) {
      while (busy > 0 && System.nanoTime() - until < 0) {
        waiting.wait(LAST_WORDS.toMillis() / 10);
      }
    }
    var threads = context.getExecutorServiceManager();
    threads.shutdownNow(receivers);
    threads.shutdownNow(extending);
    receivers = null;
  }

  /** Whether more may be taken. */
  boolean receiving() {
    return receiving;
  }

  /** Does something again and again, until it is cancelled. */
  ScheduledFuture<?> everyMillis(Runnable what, long turn) {
    return extending.scheduleAtFixedRate(what, turn, turn, TimeUnit.MILLISECONDS);
  }

  private void run() {
    while (waits()) {
      try {
        Runnable work = taken();
        if (work != null) {
          work.run();
        }
      } catch (RuntimeException | Error e) {
        LOG.error("{}: a consumer of {} failed and goes on: {}", flow, queue, e.toString());
      } finally {
        isDone();
      }
    }
  }

  /** However it ends, the thread counts as busy until it has done what there is. */
  private Runnable taken() {
    try {
      return taking.take();
    } catch (InterruptedException e) {
      LOG.debug("{}: woken, to stop", flow);
      return null;
    } finally {
      worksOn();
    }
  }

  private boolean waits() {
    synchronized (waiting) {
      return receiving && waiting.add(Thread.currentThread());
    }
  }

  private void worksOn() {
    synchronized (waiting) {
      waiting.remove(Thread.currentThread());
      busy++;
      // It was meant for the waiting, and must not reach a delivery.
      boolean unused = Thread.interrupted();
    }
  }

  private void isDone() {
    synchronized (waiting) {
      busy--;
      waiting.notifyAll();
    }
  }
}
