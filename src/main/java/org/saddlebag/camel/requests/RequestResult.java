package org.saddlebag.camel.requests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.saddlebag.camel.RouteError;
import org.saddlebag.camel.Slot;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.requests.ObjectRequest;
import org.saddlebag.requests.Reply;

/**
 * What has become of one request so far. Safe for use by several threads; the reply is made by one,
 * when all of them are through.
 */
final class RequestResult {

  static final Slot<RequestResult> SLOT =
      new Slot<>("saddlebag.request-result", RequestResult.class, "the intake of the request");

  /** A reply has room for no more; the rest is only counted. */
  private static final int MOST_NAMED = 3_000;

  /** So many objects that nobody answers for, one after the other, are no accident. */
  private static final int MOST_IN_A_ROW = 3;

  private final String id;
  private final List<Reply.Delivered> named = new ArrayList<>();
  private final Map<String, Reply.Wanted> earlier = new LinkedHashMap<>();
  private final List<Reply.Failure> failures = new ArrayList<>();
  private ObjectRequest request;
  private long delivered;
  private long failed;
  private int archived;
  private long expected;
  private int inARow;
  private boolean stopped;
  private SaddlebagException refusal;
  private SaddlebagException trouble;

  RequestResult(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** What is asked for, once that is known. */
  synchronized void of(ObjectRequest asked) {
    request = asked;
  }

  synchronized ObjectRequest request() {
    return request;
  }

  /** How many objects it means; each is noted as one of what follows. */
  synchronized void expects(long objects) {
    expected = objects;
  }

  synchronized void delivered(Reply.Delivered object) {
    delivered++;
    isAnswered();
    if (named.size() < MOST_NAMED) {
      named.add(object);
    }
  }

  /** It was delivered when the request came before; the flow's memory knows where to. */
  synchronized void deliveredBefore(String identity, Reply.Wanted object) {
    delivered++;
    if (earlier.size() < MOST_NAMED) {
      earlier.put(identity, object);
    }
  }

  synchronized void failed(Reply.Wanted object, SaddlebagException why) {
    failed++;
    isAnswered();
    if (failures.size() < MOST_NAMED) {
      failures.add(new Reply.Failure(object, why));
    }
  }

  /** One more object that has to be restored first. */
  synchronized void archived() {
    archived++;
    isAnswered();
  }

  private void isAnswered() {
    inARow = 0;
  }

  synchronized void refused(SaddlebagException why) {
    refusal = why;
  }

  /** One object that nobody answers for now: the request comes again. */
  synchronized void brokenOff(SaddlebagException why) {
    trouble = why;
    inARow++;
  }

  /** The process stops: the request comes again. */
  synchronized void stopped(SaddlebagException why) {
    brokenOff(why);
    stopped = true;
  }

  /** Whether its other objects are worth an attempt. */
  synchronized boolean goesOn() {
    return !stopped && inARow < MOST_IN_A_ROW;
  }

  /** Nothing is answered as long as the end of one object is unknown. */
  synchronized void end() {
    long known = delivered + failed + archived;
    if (trouble == null && known != expected) {
      trouble =
          new Refused(
              RouteError.UNFORESEEN,
              "what became of %d of %d objects is unknown".formatted(expected - known, expected));
    }
  }

  synchronized int waitsFor() {
    return archived;
  }

  /** What keeps it from going on for now, or null. */
  synchronized SaddlebagException trouble() {
    return trouble;
  }

  /** Why it is not worked on, or null. */
  synchronized SaddlebagException refusal() {
    return refusal;
  }

  synchronized boolean allWell() {
    return refusal == null && failed == 0;
  }

  synchronized String reply(Reply replies, DeliveredObjects memory) {
    if (refusal != null) {
      return replies.refused(id, refusal);
    }
    List<Reply.Delivered> all = new ArrayList<>(named);
    if (!earlier.isEmpty()) {
      Map<String, DeliveredObjects.Place> places = memory.places(earlier.keySet());
      earlier.forEach(
          (identity, object) -> {
            DeliveredObjects.Place place = places.get(identity);
            if (place != null) {
              all.add(new Reply.Delivered(object, place.file(), place.bytes()));
            }
          });
    }
    // They come to their ends in no order; a listing has them by their keys.
    all.sort(Comparator.comparing(each -> each.object().key()));
    failures.sort(Comparator.comparing(each -> each.object().key()));
    return replies.of(id, delivered, all, failed, failures);
  }

  @Override
  public synchronized String toString() {
    return "request '%s': %d delivered, %d failed".formatted(id, delivered, failed);
  }
}
