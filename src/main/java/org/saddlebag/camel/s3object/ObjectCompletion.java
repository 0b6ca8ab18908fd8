package org.saddlebag.camel.s3object;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.PublishedFile;
import org.saddlebag.camel.SharedSources;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.DeliveredObjects;
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
 * @param ended to be run last
 * @param ledger is told
 */
record ObjectCompletion(
    FoundObject object,
    Aftermath aftermath,
    GivenUp givenUp,
    SharedSources sources,
    Runnable ended,
    FlowLedger ledger)
    implements Synchronization {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  @Override
  public void onComplete(Exchange exchange) {
    String flow = Slots.flowOf(exchange);
    PublishedFile published = Slots.PUBLISHED.in(exchange).orElse(null);
    try {
      if (published == null) {
        sources.giveBack(object.address().key());
        ledger.leftAlone(flow, object.toString());
        return;
      }
      ObjectHead head = Slots.OBJECT.of(exchange);
      remember(flow, head, published);
      sources.done(object.address().key(), DeliveredObjects.identity(head.address(), head.eTag()));
      ledger.delivered(
          flow,
          "delivered %s to %s".formatted(head.address(), published),
          Math.max(0, published.sizeBytes()),
          null);
    } finally {
      ended.run();
    }
  }

  /** A failure here is no failure of the delivery: the file is there, and a restart knows it. */
  private void remember(String flow, ObjectHead head, PublishedFile published) {
    try {
      aftermath.remember(head);
      published.settle();
      givenUp.remove(object);
      aftermath.finish(object.name(), head);
    } catch (SaddlebagException e) {
      LOG.error("{}: {} is delivered, but: {}", flow, head.address(), e.getMessage());
    }
  }

  @Override
  public void onFailure(Exchange exchange) {
    String flow = Slots.flowOf(exchange);
    try {
      if (Failures.interrupted(exchange)
          || Failures.ofTheClaim(exchange.getException())
          || !sources.stillOurs(object.address().key())) {
        ledger.leftAlone(flow, object.toString());
        return;
      }
      SaddlebagException why = Failures.ours(exchange.getException());
      int attempts = Slots.FAILED_ATTEMPTS.in(exchange).orElse(1);
      givenUp.add(flow, object, why, attempts);
      ledger.failed(flow, object.toString(), attempts, why);
    } finally {
      sources.giveBack(object.address().key());
      ended.run();
    }
  }
}
