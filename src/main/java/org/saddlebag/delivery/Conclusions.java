package org.saddlebag.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.saddlebag.errors.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes proven deliveries last: first in the audit trail, then in the journal, then in the
 * receipts. Either at once, while the caller waits, or together with all that came meanwhile, so
 * that nobody waits for the disk and few syncs do for many. Safe for use by several threads.
 */
final class Conclusions {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectDelivery.class);

  /**
   * How long after a round the next one may begin. Whoever comes in the pause shares the next
   * round; nobody who comes behind it waits.
   */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** So many go on behind each other on one thread; their sources are let go there. */
  private static final int TOLD_TOGETHER = 8;

  private static final long IDLE_SECONDS = 5;

  private final Journal journal;
  private final Receipts receipts;
  private final Failpoints failpoints;
  private final DeliveryWitness witness;
  private final List<Pending> pending = new ArrayList<>();
  private final ExecutorService rounds = pool("conclude", 1, new LinkedBlockingQueue<>());
  private final ExecutorService afterwards =
      pool("concluded", Integer.MAX_VALUE, new SynchronousQueue<>());

  /**
   * A delivery that has yet to last.
   *
   * @param noted its line in the audit trail
   * @param ended to be run before anybody is told
   */
  private record Pending(
      Receipt receipt,
      DeliveryWitness.Noted noted,
      Runnable ended,
      CompletableFuture<Receipt> outcome) {

    void succeed() {
      ended.run();
      outcome.complete(receipt);
    }

    void fail(Throwable why) {
      ended.run();
      outcome.completeExceptionally(why);
    }
  }

  Conclusions(Journal journal, Receipts receipts, Failpoints failpoints, DeliveryWitness witness) {
    this.journal = journal;
    this.receipts = receipts;
    this.failpoints = failpoints;
    this.witness = witness;
  }

  /**
   * Returns when the delivery lasts. The journal's line holds the whole receipt: one sync makes
   * both last.
   */
  Receipt now(Receipt receipt) {
    witness.delivered(receipt, journal.syncs());
    write(List.of(receipt));
    return receipt;
  }

  /**
   * Returns before the delivery lasts, where that takes a wait.
   *
   * @param receipt of what the store has proven to hold
   * @param ended to be run at the end, before anybody is told of it
   * @return comes to its end when the delivery lasts, on a thread that ends others, too; or, on a
   *     thread of its own, when it does not
   */
  CompletableFuture<Receipt> together(Receipt receipt, Runnable ended) {
    Pending one = new Pending(receipt, witness.note(receipt), ended, new CompletableFuture<>());
    boolean first;
    synchronized (pending) {
      first = pending.isEmpty();
      pending.add(one);
    }
    if (first) {
      begin();
    }
    return one.outcome();
  }

  /** Where there is no thread to be had, nobody may wait for a round that never comes. */
  private void begin() {
    try {
      rounds.execute(this::round);
    } catch (RuntimeException | Error e) {
      taken().forEach(each -> each.fail(e));
    }
  }

  private List<Pending> taken() {
    synchronized (pending) {
      List<Pending> all = List.copyOf(pending);
      pending.clear();
      return all;
    }
  }

  private void round() {
    List<Pending> all = taken();
    try {
      conclude(all);
      for (int from = 0; from < all.size(); from += TOLD_TOGETHER) {
        List<Pending> some = all.subList(from, Math.min(all.size(), from + TOLD_TOGETHER));
        tell(() -> some.forEach(Pending::succeed));
      }
    } catch (RuntimeException | Error e) {
      // Whoever is told may wait on that thread, and then try again.
      all.forEach(each -> tell(() -> each.fail(e)));
    }
    LockSupport.parkNanos(this, PAUSE_NANOS);
  }

  private void tell(Runnable outcome) {
    try {
      afterwards.execute(outcome);
    } catch (RuntimeException | Error e) {
      LOG.warn("There is no thread to go on with: {}", e.toString());
      outcome.run();
    }
  }

  private void conclude(List<Pending> all) {
    all.forEach(each -> each.noted().await());
    write(all.stream().map(Pending::receipt).toList());
  }

  private void write(List<Receipt> proven) {
    journal.write(proven.stream().map(JournalLine.Delivered::new).toList());
    failpoints.pass(Failpoint.AFTER_DELIVERED);
    if (journal.lasts()) {
      receipts.write(proven);
    } else {
      proven.forEach(receipts::append);
    }
    failpoints.pass(Failpoint.AFTER_RECEIPT);
    proven.forEach(Conclusions::say);
  }

  private static void say(Receipt receipt) {
    if (!LOG.isDebugEnabled()) {
      return;
    }
    LOG.debug(
        "{}: delivered {} to s3://{}/{} ({} bytes, {}, proof {}, {} ms)",
        receipt.flow(),
        OneLine.of(receipt.source().name()),
        receipt.object().bucket(),
        receipt.object().key(),
        receipt.object().lengthBytes(),
        receipt.envelope() == null ? "not sealed" : "sealed, key " + receipt.envelope().masterKey(),
        receipt.evidence().proof(),
        Duration.between(receipt.started(), receipt.finished()).toMillis());
  }

  /** Threads that end when there is nothing to do. */
  private static ExecutorService pool(String name, int most, BlockingQueue<Runnable> waiting) {
    int core = waiting instanceof SynchronousQueue ? 0 : most;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            core, most, IDLE_SECONDS, TimeUnit.SECONDS, waiting, work -> daemon(name, work));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
