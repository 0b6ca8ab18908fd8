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
   * A delivery that others may be waited for with.
   *
   * @param ended to be run before anybody is told
   */
  private record Pending(Receipt receipt, Runnable ended, CompletableFuture<Receipt> outcome) {

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
    journal.write(new JournalLine.Delivered(receipt));
    failpoints.pass(Failpoint.AFTER_DELIVERED);
    if (journal.lasts()) {
      receipts.write(receipt);
    } else {
      receipts.append(receipt);
    }
    failpoints.pass(Failpoint.AFTER_RECEIPT);
    say(receipt);
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
    witness.delivered(receipt, false);
    Pending one = new Pending(receipt, ended, new CompletableFuture<>());
    boolean first;
    synchronized (pending) {
      first = pending.isEmpty();
      pending.add(one);
    }
    if (first) {
      rounds.execute(this::round);
    }
    return one.outcome();
  }

  private void round() {
    List<Pending> all;
    synchronized (pending) {
      all = List.copyOf(pending);
      pending.clear();
    }
    try {
      conclude(all.stream().map(Pending::receipt).toList());
      afterwards.execute(() -> all.forEach(Pending::succeed));
    } catch (RuntimeException e) {
      // Whoever is told may wait on that thread, and then try again.
      all.forEach(each -> afterwards.execute(() -> each.fail(e)));
    }
    LockSupport.parkNanos(this, PAUSE_NANOS);
  }

  private void conclude(List<Receipt> all) {
    witness.sync();
    journal.write(all.stream().map(JournalLine.Delivered::new).toList());
    failpoints.pass(Failpoint.AFTER_DELIVERED);
    receipts.write(all);
    failpoints.pass(Failpoint.AFTER_RECEIPT);
    all.forEach(Conclusions::say);
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
