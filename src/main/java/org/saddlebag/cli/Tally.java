package org.saddlebag.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.saddlebag.errors.SaddlebagException;

/** Reports items as they are done, counts them, and sums them up. Safe for several threads. */
final class Tally {

  private final Console console;
  private final Interruption interruption;
  private final String act;
  private final StopRule rule;
  private final long startedNanos = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * A tally.
   *
   * @param act what is done to an item, in the past tense: {@code sealed}
   * @param rule which failures are told
   */
  Tally(Console console, Interruption interruption, String act, StopRule rule) {
    this.console = console;
    this.interruption = interruption;
    this.act = act;
    this.rule = rule;
  }

  /** An item was done now or before; people need not read of those that were before. */
  void done(Outcome outcome) {
    if (outcome.skipped()) {
      skipped.incrementAndGet();
      console.event(outcome.event("skipped"));
      return;
    }
    done.incrementAndGet();
    bytes.addAndGet(outcome.bytes());
    console.result(act + " " + outcome.text(), outcome.event(act));
    rule.succeeded().forEach(this::tell);
  }

  /** What fails because the user asked to stop is no failure of the item. */
  void fail(String item, SaddlebagException failure) {
    if (!interruption.requested()) {
      failed.incrementAndGet();
      console.failureEvent(item, failure);
      rule.failed(new StopRule.Failure(item, failure)).forEach(this::tell);
    }
  }

  /**
   * Prints the summary.
   *
   * @param notTried items that had no turn, -1 when unknown
   * @param resumable whether the same command goes on where this one ended
   * @return the exit code
   */
  int finish(long notTried, boolean resumable) {
    rule.ended().forEach(this::tell);
    boolean interrupted = interruption.requested();
    double seconds = Math.max(1e-3, (System.nanoTime() - startedNanos) / 1e9);
    String text = counts(seconds) + ending(notTried, interrupted, resumable);
    console.result(text, summaryEvent(seconds, notTried, interrupted));
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    return failed.get() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Whether all that was to be done is done. */
  boolean isWhole() {
    return failed.get() == 0 && !interruption.requested() && !rule.stopped();
  }

  private void tell(StopRule.Failure failure) {
    console.failureText(failure.item(), failure.why());
  }

  private String counts(double seconds) {
    String before = skipped.get() == 0 ? "" : ", " + skipped.get() + " skipped";
    return String.format(
        Locale.ROOT,
        "%d %s, %d failed%s, %s in %.1f s (%s/s)",
        done.get(),
        act,
        failed.get(),
        before,
        ByteCount.of(bytes.get()),
        seconds,
        ByteCount.of((long) (bytes.get() / seconds)));
  }

  private String ending(long notTried, boolean interrupted, boolean resumable) {
    StringBuilder text = new StringBuilder();
    if (rule.stopped()) {
      text.append("; stopped, as this failure concerns every item");
      text.append(notTried < 0 ? "" : "; " + notTried + " not tried");
    }
    text.append(interrupted ? "; interrupted" : "");
    boolean rest = interrupted || failed.get() > 0;
    return text.append(rest && resumable ? "; repeat the command to go on" : "").toString();
  }

  private Map<String, Object> summaryEvent(double seconds, long notTried, boolean interrupted) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "summary");
    event.put(act, done.get());
    event.put("skipped", skipped.get());
    event.put("failed", failed.get());
    if (notTried >= 0) {
      event.put("notTried", notTried);
    }
    event.put("bytes", bytes.get());
    event.put("seconds", Math.round(seconds * 1000) / 1000.0);
    event.put("bytesPerSecond", Math.round(bytes.get() / seconds));
    event.put("stopped", rule.stopped());
    event.put("interrupted", interrupted);
    return event;
  }
}
