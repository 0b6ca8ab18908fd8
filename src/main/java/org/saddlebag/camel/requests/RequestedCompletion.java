package org.saddlebag.camel.requests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.saddlebag.camel.Arrival;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.PublishedFile;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.requests.Reply;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.StoreError;

/**
 * Ends the delivery of one object of a request.
 *
 * @param flow the flow's name
 * @param object the object
 * @param result takes what has become of it
 * @param directory the flow's target directory
 * @param memory what requests have had delivered
 * @param ledger is told
 * @param restore asks the store for an archived object
 */
record RequestedCompletion(
    String flow,
    RequestedObject object,
    RequestResult result,
    Path directory,
    DeliveredObjects memory,
    FlowLedger ledger,
    Runnable restore)
    implements Synchronization {

  private static final long UNKNOWN = -1;

  /** The store answers, and asks to be asked later: expedited restores have no place at times. */
  private static final Set<ErrorCode> HAS_NO_CAPACITY =
      Set.of(StoreError.STORE_FAILED, StoreError.SLOW_DOWN);

  @Override
  public void onComplete(Exchange exchange) {
    try {
      ObjectHead head = Slots.OBJECT.of(exchange);
      Arrival arrival = Slots.ARRIVAL.of(exchange);
      DeliveredObjects.Place place = place(arrival);
      memory.remember(Slots.identityOf(exchange, head), place);
      arrival.settle();
      result.delivered(new Reply.Delivered(object.wanted(), place.file(), place.bytes()));
      ledger.delivered(
          flow,
          "delivered %s to %s".formatted(head.address(), arrival),
          Math.max(0, place.bytes()),
          null);
    } catch (RuntimeException e) {
      wentBack(exchange, Failures.ours(e));
    }
  }

  private DeliveredObjects.Place place(Arrival arrival) {
    if (!(arrival instanceof PublishedFile file)) {
      return new DeliveredObjects.Place(arrival.toString(), arrival.sizeBytes());
    }
    String name = directory.relativize(file.path()).toString();
    return new DeliveredObjects.Place(
        name, file.sizeBytes() >= 0 ? file.sizeBytes() : sizeOf(file.path()));
  }

  /** Of a file that a process has published and died before it said so. */
  private static long sizeOf(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  @Override
  public void onFailure(Exchange exchange) {
    SaddlebagException why = Failures.ours(exchange.getException());
    if (Failures.interrupted(exchange)) {
      result.stopped(why);
      ledger.leftAlone(flow, object.toString());
    } else if (why.code() == StoreError.OBJECT_ARCHIVED) {
      restore(exchange);
    } else {
      end(exchange, why);
    }
  }

  private void restore(Exchange exchange) {
    try {
      restore.run();
      waits("is being restored");
    } catch (SaddlebagException e) {
      if (HAS_NO_CAPACITY.contains(e.code())) {
        waits("can't be restored now, " + e.what());
      } else {
        end(exchange, e);
      }
    }
  }

  private void waits(String why) {
    result.archived();
    ledger.leftAlone(flow, object + ", which " + why + ",");
  }

  private void end(Exchange exchange, SaddlebagException why) {
    if (RequestFailures.areAnswers(why)) {
      result.failed(object.wanted(), why);
      ledger.failed(flow, object.toString(), attempts(exchange), why);
    } else {
      wentBack(exchange, why);
    }
  }

  private void wentBack(Exchange exchange, SaddlebagException why) {
    result.brokenOff(why);
    ledger.wentBack(flow, object.toString(), attempts(exchange), why);
  }

  private static int attempts(Exchange exchange) {
    return Math.max(1, Slots.FAILED_ATTEMPTS.in(exchange).orElse(1));
  }
}
