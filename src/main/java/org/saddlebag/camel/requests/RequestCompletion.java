package org.saddlebag.camel.requests;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.Failpoint;
import org.saddlebag.delivery.Failpoints;
import org.saddlebag.errors.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a request; its objects have been counted one by one.
 *
 * @param flow the flow's name
 * @param result what has become of it
 * @param ledger is told
 * @param failpoints where to die in a kill test
 * @param leave lets others take up the same request
 */
record RequestCompletion(
    String flow, RequestResult result, FlowLedger ledger, Failpoints failpoints, Runnable leave)
    implements Synchronization {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  @Override
  public void onComplete(Exchange exchange) {
    leave.run();
    if (result.trouble() != null) {
      comesAgain("goes back: " + result.trouble().what());
    } else if (result.waitsFor() > 0) {
      comesAgain("waits for %d objects that are being restored".formatted(result.waitsFor()));
    } else if (result.refusal() != null) {
      ledger.cameThrough(flow, name());
      ledger.failed(flow, name(), 1, result.refusal());
    } else {
      ledger.cameThrough(flow, name());
      LOG.info("{}: {}", flow, OneLine.of(result.toString()));
      ledger.ends(flow);
      failpoints.pass(Failpoint.BEFORE_ACKNOWLEDGE);
    }
  }

  private void comesAgain(String why) {
    LOG.info("{}: {} {}", flow, name(), OneLine.of(why));
    ledger.rests(flow, name());
    ledger.ends(flow);
  }

  @Override
  public void onFailure(Exchange exchange) {
    leave.run();
    if (Failures.interrupted(exchange)) {
      ledger.leftAlone(flow, name());
    } else {
      ledger.rests(flow, name());
      ledger.wentBack(
          flow,
          name(),
          Slots.FAILED_ATTEMPTS.in(exchange).orElse(1),
          Failures.ours(exchange.getException()));
    }
  }

  private String name() {
    return OneLine.of("request '" + result.id() + "'");
  }
}
