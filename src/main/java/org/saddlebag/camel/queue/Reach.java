package org.saddlebag.camel.queue;

import java.time.Duration;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a flow can look where its messages come from. Says once when that goes and once when it
 * is back, and tells the ledger. Safe for use by several threads.
 */
public final class Reach {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final Outage outage = new Outage(System::nanoTime);
  private final String flow;
  private final Object source;
  private final FlowLedger ledger;

  /**
   * Within reach as far as anybody knows.
   *
   * @param flow the flow's name
   * @param source where its messages come from, in words
   * @param ledger is told
   */
  public Reach(String flow, Object source, FlowLedger ledger) {
    this.flow = flow;
    this.source = source;
    this.ledger = ledger;
  }

  /**
   * A look has failed.
   *
   * @param why what happened
   * @return how long to wait before the next; grows
   */
  public Duration failed(SaddlebagException why) {
    Outage.Failure failure = outage.failed(why);
    if (failure.isNew()) {
      LOG.error(
          "{}: {}: {}; trying again with growing pauses [{}]",
          flow,
          why.code().id(),
          why.what(),
          why.fix());
    }
    if (failure.counts()) {
      ledger.pollFailed(flow);
    }
    return failure.pause();
  }

  /** A look has not failed. */
  public void answered() {
    if (outage.over()) {
      ledger.reached(flow);
      LOG.info("{}: {} answers again", flow, source);
    }
  }

  /**
   * Whether the last look failed.
   *
   * @return false before the first
   */
  public boolean lost() {
    return outage.lasts();
  }
}
