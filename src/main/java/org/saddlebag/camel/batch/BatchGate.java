package org.saddlebag.camel.batch;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.delivery.MessageBatches;

/**
 * Keeps messages in their queue that could not be noted: they would only go back. Safe for use by
 * several threads.
 */
public final class BatchGate {

  /** How long to wait before one asks again. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * So long nobody can note anything before it counts as a failed look; twice as long before the
   * next one, and so on. So a run outlasts a database that starts anew.
   */
  private static final Duration FIRST = Duration.ofSeconds(2);

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final String flow;
  private final BooleanSupplier trouble;
  private final FlowLedger ledger;
  private final LongSupplier nanoTime;
  private boolean shut;
  private long since;
  private Duration counts = FIRST;

  /**
   * Open.
   *
   * @param flow the flow's name
   * @param memory what is remembered of its batches
   * @param ledger is told of failed looks
   */
  public BatchGate(String flow, MessageBatches memory, FlowLedger ledger) {
    this(flow, () -> memory.trouble().isPresent(), ledger, System::nanoTime);
  }

  BatchGate(String flow, BooleanSupplier trouble, FlowLedger ledger, LongSupplier nanoTime) {
    this.flow = flow;
    this.trouble = trouble;
    this.ledger = ledger;
    this.nanoTime = nanoTime;
  }

  /**
   * Whether nothing is to be received at this moment.
   *
   * @return false where messages can be noted, as far as is known
   */
  public synchronized boolean isShut() {
    boolean before = shut;
    shut = trouble.getAsBoolean();
    if (shut && !before) {
      since = nanoTime.getAsLong();
      counts = FIRST;
    } else if (shut && nanoTime.getAsLong() - since >= counts.toNanos()) {
      ledger.pollFailed(flow);
      since = nanoTime.getAsLong();
      counts = longer();
    } else if (before && !shut) {
      ledger.reached(flow);
    }
    return shut;
  }

  private Duration longer() {
    Duration twice = counts.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }
}
