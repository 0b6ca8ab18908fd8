package org.saddlebag.camel.events;

import java.util.List;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.s3object.ObjectDesk;
import org.saddlebag.camel.sqs.MessageWork;
import org.saddlebag.delivery.Failpoint;
import org.saddlebag.delivery.Failpoints;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.events.EventError;
import org.saddlebag.events.EventReader;
import org.saddlebag.events.ObjectEvent;
import org.saddlebag.sqs.ReceivedMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the objects delivered that a message names. One that is not for this flow, or that nobody
 * understands, stays for the redrive policy of the queue; what its bucket holds is not lost.
 */
final class EventWork implements MessageWork {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private static final int READABLE_CHARACTERS = 200;

  private final String flow;
  private final ObjectDesk desk;
  private final FlowLedger ledger;
  private final Failpoints failpoints;
  private final EventReader reader = new EventReader();
  private volatile boolean outsideTold;
  private volatile long emptySince = -1;

  EventWork(String flow, ObjectDesk desk, FlowLedger ledger, Failpoints failpoints) {
    this.flow = flow;
    this.desk = desk;
    this.ledger = ledger;
    this.failpoints = failpoints;
  }

  @Override
  public void foundNothing(long since) {
    emptySince = since;
  }

  boolean foundNothingSince(long events) {
    return emptySince == events;
  }

  @Override
  public End work(ReceivedMessage message) throws InterruptedException {
    try {
      return settle(reader.read(message.body()));
    } catch (Refused e) {
      tell(message, e);
      return End.STAYS;
    }
  }

  /** All of one message before any of it is refused. */
  private End settle(List<ObjectEvent> events) throws InterruptedException {
    End end = End.DONE;
    ObjectEvent foreign = null;
    for (ObjectEvent event : events) {
      if (!event.bucket().equals(desk.bucket())) {
        foreign = event;
      } else if (!event.key().startsWith(desk.prefix())) {
        passOver(event);
      } else if (!desk.settle(event.key(), event.eTag())) {
        end = End.BROKEN_OFF;
      }
    }
    if (foreign != null) {
      throw new Refused(
          EventError.EVENT_OF_OTHER_BUCKET,
          "an event tells of %s, and the flow reads the bucket '%s'"
              .formatted(readable(foreign), desk.bucket()));
    }
    if (end == End.DONE && !events.isEmpty()) {
      failpoints.pass(Failpoint.BEFORE_ACKNOWLEDGE);
    }
    return end;
  }

  /** A bucket's notifications are often wider than one flow. */
  private void passOver(ObjectEvent event) {
    if (!outsideTold) {
      outsideTold = true;
      LOG.info(
          "{}: events outside the prefix '{}' are passed over, such as that of {}",
          flow,
          desk.prefix(),
          readable(event));
    }
  }

  private static String readable(ObjectEvent event) {
    String text = event.toString();
    return text.substring(0, Math.min(READABLE_CHARACTERS, text.length()));
  }

  /** Once, however often it comes. */
  private void tell(ReceivedMessage message, SaddlebagException why) {
    if (!message.redelivered()) {
      ledger.begins(flow);
      ledger.failed(flow, OneLine.of(message.toString()), 1, why);
    }
  }
}
