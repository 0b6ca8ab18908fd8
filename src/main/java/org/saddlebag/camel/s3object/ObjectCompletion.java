package org.saddlebag.camel.s3object;

import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.saddlebag.camel.Arrival;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.SharedSources;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.EndpointUnavailable;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ObjectHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the delivery of one object.
 *
 * @param object what was found
 * @param aftermath what becomes of it
 * @param givenUp takes it when the delivery failed
 * @param sources where its claim is ended
 * @param ended is told last, and whether the object is remembered as delivered or parked as failed
 * @param ledger is told
 */
record ObjectCompletion(
    FoundObject object,
    Aftermath aftermath,
    GivenUp givenUp,
    SharedSources sources,
    Consumer<Boolean> ended,
    FlowLedger ledger)
    implements Synchronization {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  @Override
  public void onComplete(Exchange exchange) {
    String flow = Slots.flowOf(exchange);
    Arrival arrival = Slots.ARRIVAL.in(exchange).orElse(null);
    boolean settled = false;
    try {
      if (arrival == null) {
        sources.giveBack(object.address().key());
        ledger.leftAlone(flow, object.toString());
        return;
      }
      ObjectHead head = Slots.OBJECT.of(exchange);
      ledger.cameThrough(flow, object.toString());
      settled = remember(flow, head, arrival);
      sources.done(object.address().key(), DeliveredObjects.identity(head.address(), head.eTag()));
      ledger.delivered(
          flow,
          "delivered %s to %s".formatted(head.address(), arrival),
          Math.max(0, arrival.sizeBytes()),
          null);
    } finally {
      ended.accept(settled);
    }
  }

  /** A failure here is no failure of the delivery: the content is there, and the log says so. */
  private boolean remember(String flow, ObjectHead head, Arrival arrival) {
    boolean remembered = false;
    try {
      remember(head);
      remembered = true;
      arrival.settle();
      givenUp.remove(object);
      aftermath.finish(object.name(), head);
    } catch (SaddlebagException e) {
      LOG.error("{}: {} is delivered, but: {}", flow, head.address(), e.getMessage());
    }
    return remembered;
  }

  /** What can't be remembered rests: the next look would deliver it again at once, and so on. */
  private void remember(ObjectHead head) {
    try {
      aftermath.remember(head);
    } catch (SaddlebagException e) {
      givenUp.rest(object);
      throw e;
    }
  }

  @Override
  public void onFailure(Exchange exchange) {
    String flow = Slots.flowOf(exchange);
    boolean settled = false;
    try {
      if (Failures.interrupted(exchange)
          || Failures.ofTheClaim(exchange.getException())
          || !sources.stillOurs(object.address().key())) {
        ledger.leftAlone(flow, object.toString());
        return;
      }
      SaddlebagException why = Failures.ours(exchange.getException());
      int attempts = Slots.FAILED_ATTEMPTS.in(exchange).orElse(1);
      if (isAway(why)) {
        givenUp.rest(object);
        ledger.rests(flow, object.toString());
        ledger.wentBack(flow, object.toString(), attempts, why);
        return;
      }
      ledger.cameThrough(flow, object.toString());
      settled = givenUp.add(flow, object, why, attempts);
      ledger.failed(flow, object.toString(), attempts, why);
    } finally {
      sources.giveBack(object.address().key());
      ended.accept(settled);
    }
  }

  /** What it should go to is out of reach, which says nothing of the object. */
  private static boolean isAway(SaddlebagException why) {
    return (why instanceof BrokerUnavailable && why.retryable())
        || (why instanceof EndpointUnavailable target && target.away());
  }
}
