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
  private final long startedNanos = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * A tally.
   *
   * @param act what is done to an item, in the past tense: {@code sealed}
   */
  Tally(Console console, Interruption interruption, String act) {
    this.console = console;
    this.interruption = interruption;
    this.act = act;
  }

  /** Does one act on one item and reports what came of it. */
  void attempt(String item, Act work) {
    try {
      Done result = Failures.translated(work::perform);
      done.incrementAndGet();
      bytes.addAndGet(result.bytes());
      console.result(act + " " + result.text(), result.event(act));
    } catch (SaddlebagException e) {
      fail(item, e);
    }
  }

  /** What fails because the user asked to stop is no failure of the item. */
  void fail(String item, SaddlebagException failure) {
    if (!interruption.requested()) {
      failed.incrementAndGet();
      console.failure(item, failure);
    }
  }

  /**
   * Prints the summary.
   *
   * @return the exit code
   */
  int finish() {
    boolean interrupted = interruption.requested();
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    console.result(summary(seconds, interrupted), summaryEvent(seconds, interrupted));
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    return failed.get() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private String summary(double seconds, boolean interrupted) {
    String size = ByteCount.of(bytes.get());
    String text =
        String.format(
            Locale.ROOT,
            "%d %s, %d failed, %s in %.1f s",
            done.get(),
            act,
            failed.get(),
            size,
            seconds);
    return interrupted ? text + ", interrupted" : text;
  }

  private Map<String, Object> summaryEvent(double seconds, boolean interrupted) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "summary");
    event.put(act, done.get());
    event.put("failed", failed.get());
    event.put("bytes", bytes.get());
    event.put("seconds", Math.round(seconds * 1000) / 1000.0);
    event.put("interrupted", interrupted);
    return event;
  }

  /** One act on one item. */
  @FunctionalInterface
  interface Act {
    /** Performs it; whatever it throws becomes the item's failure. */
    Done perform() throws Exception;
  }

  /**
   * What came of an act.
   *
   * @param text for people, behind the verb
   * @param bytes of plaintext
   * @param details for programs
   */
  record Done(String text, long bytes, Map<String, ?> details) {

    Map<String, Object> event(String name) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", name);
      event.putAll(details);
      return event;
    }
  }
}
