package org.saddlebag.cli;

import java.util.Iterator;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.LoggerFactory;

/** One batch from its first item to its summary: works, shows, notes, stops. */
final class BatchRun {

  /** From here on an item is long: it takes seconds where others take milliseconds. */
  private static final long LONG_BYTES = 64L << 20;

  /** How long what was not tried is counted. */
  private static final long COUNTING_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Console console;
  private final Interruption interruption;
  private final int jobs;
  private final Words words;
  private final BatchRecord record;
  private final StopRule rule;
  private final Meter meter;
  private final Tally tally;

  /**
   * What is done, in words.
   *
   * @param title at the beginning of the bar: {@code Sealing}
   * @param act in the past tense: {@code sealed}
   */
  record Words(String title, String act) {}

  /** Work on one item; whatever it throws becomes the item's failure. */
  @FunctionalInterface
  interface Work<T> {
    Outcome perform(T item) throws Exception;
  }

  BatchRun(
      Console console,
      Interruption interruption,
      int jobs,
      Words words,
      BatchRecord record,
      StopRule rule,
      Meter meter) {
    this.console = console;
    this.interruption = interruption;
    this.jobs = jobs;
    this.words = words;
    this.record = record;
    this.rule = rule;
    this.meter = meter;
    this.tally = new Tally(console, interruption, words.act(), rule);
  }

  /**
   * Works on all items.
   *
   * @param items what to do, once
   * @param counted gives the same items again for the bar's totals, read in the background
   * @param columns the width of the bar; empty for none
   * @return the exit code
   */
  <T extends BatchItem> int run(
      Iterator<T> items, Supplier<Iterator<T>> counted, OptionalInt columns, Work<T> work) {
    Runnable endOfBar = showBar(counted, columns);
    long notTried;
    try {
      notTried = workOff(items, work);
    } finally {
      endOfBar.run();
    }
    if (tally.isWhole()) {
      record.whole();
    }
    return tally.finish(notTried, record.isResumable());
  }

  /** What is no item failed, for example a directory among the paths. */
  void failed(String what, SaddlebagException why) {
    tally.fail(what, why);
    note(what, why);
  }

  /** Whether nothing failed so far. */
  boolean isWhole() {
    return tally.isWhole();
  }

  private <T extends BatchItem> long workOff(Iterator<T> items, Work<T> work) {
    long left =
        new Batch(jobs, interruption)
            .run(
                items,
                item -> item.expectedBytes() >= LONG_BYTES,
                item -> attempt(item, work),
                rule::stopped);
    return rule.stopped() && !interruption.requested() ? left + rest(items) : -1;
  }

  private <T extends BatchItem> void attempt(T item, Work<T> work) {
    try {
      Outcome outcome = Failures.translated(() -> work.perform(item));
      if (outcome.skipped()) {
        meter.skipped(item.expectedBytes());
      } else {
        meter.done();
      }
      tally.done(outcome);
    } catch (SaddlebagException e) {
      meter.failed(item.expectedBytes());
      failed(item.label(), e);
    }
  }

  /** Where even this can't be noted, the failure of the item is the one to tell. */
  private void note(String item, SaddlebagException why) {
    if (interruption.requested()) {
      return;
    }
    try {
      record.failed(item, why);
    } catch (SaddlebagException e) {
      tally.fail(item, e);
    }
  }

  /** How many there are still; a listing that fails is counted as far as it went. */
  private static long rest(Iterator<?> items) {
    long end = System.nanoTime() + COUNTING_NANOS;
    long count = 0;
    try {
      while (items.hasNext() && System.nanoTime() < end) {
        items.next();
        count++;
      }
    } catch (SaddlebagException e) {
      return count;
    }
    return count;
  }

  /** Nothing of the bar is loaded where there is none. */
  private <T extends BatchItem> Runnable showBar(
      Supplier<Iterator<T>> counted, OptionalInt columns) {
    if (columns.isEmpty()) {
      return () -> {};
    }
    Thread counter = new Thread(() -> count(counted.get(), meter), "saddlebag-count");
    counter.setDaemon(true);
    counter.start();
    return new ProgressBarView(words.title(), meter, columns.getAsInt(), console::status)::close;
  }

  /**
   * A total that can't be had is missed by nobody but the bar; the work itself tells of troubles.
   */
  private static <T extends BatchItem> void count(Iterator<T> items, Meter meter) {
    try {
      while (items.hasNext()) {
        meter.found(items.next().expectedBytes());
      }
      meter.allFound();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(BatchRun.class).debug("no totals: {}", e.getMessage());
    }
  }
}
