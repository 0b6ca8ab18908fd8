package org.saddlebag.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.saddlebag.errors.SaddlebagException;

/**
 * Counts what the flows do and sums it up. Single deliveries are printed as JSON only: people find
 * them in the log.
 */
class FlowReport implements FlowListener {

  private final Console console;
  private final Interruption interruption;
  private final long startedNanos = System.nanoTime();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong unreached = new AtomicLong();

  FlowReport(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public void started(int flows) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "started");
    event.put("flows", flows);
    console.event(event);
  }

  @Override
  public void delivered(String flow, String what) {
    delivered.incrementAndGet();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "delivered");
    event.put("flow", flow);
    event.put("what", what);
    console.event(event);
  }

  @Override
  public void failed(String flow, String source, SaddlebagException why) {
    failed.incrementAndGet();
    Map<String, Object> event = Console.eventOf(source, why);
    event.put("flow", flow);
    console.event(event);
  }

  @Override
  public void outOfReach(String flow) {
    unreached.incrementAndGet();
    console.event(event("out-of-reach", flow));
  }

  @Override
  public void paused(String flow) {
    console.event(event("paused", flow));
  }

  private static Map<String, Object> event(String name, String flow) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", name);
    event.put("flow", flow);
    return event;
  }

  /**
   * Prints the summary.
   *
   * @return the exit code; an interruption is how a run without {@code --once} is meant to end
   */
  int finish(boolean once) {
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "summary");
    event.put("delivered", delivered.get());
    event.put("failed", failed.get());
    event.put("seconds", Math.round(seconds * 1000) / 1000.0);
    String counts = "%d delivered, %d failed".formatted(delivered.get(), failed.get());
    console.result(String.format(Locale.ROOT, "%s in %.1f s", counts, seconds), event);
    if (once && interruption.requested()) {
      return ExitCode.INTERRUPTED;
    }
    return failed.get() == 0 && (unreached.get() == 0 || !once) ? ExitCode.DONE : ExitCode.FAILED;
  }
}
