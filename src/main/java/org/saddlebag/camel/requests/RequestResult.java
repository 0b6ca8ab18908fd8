package org.saddlebag.camel.requests;

import java.util.ArrayList;
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

/** What has become of one request so far. Used by one thread. */
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
  private long noted;
  private long through;
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
  void of(ObjectRequest asked) {
    request = asked;
  }

  ObjectRequest request() {
    return request;
  }

  /** How many objects it means; each is noted as one of what follows. */
  void expects(long objects) {
    expected = objects;
  }

  void delivered(Reply.Delivered object) {
    delivered++;
    isAnswered();
    if (named.size() < MOST_NAMED) {
      named.add(object);
    }
  }

  /** It was delivered when the request came before; the flow's memory knows where to. */
  void deliveredBefore(String identity, Reply.Wanted object) {
    delivered++;
    noted++;
    if (earlier.size() < MOST_NAMED) {
      earlier.put(identity, object);
    }
  }

  void failed(Reply.Wanted object, SaddlebagException why) {
    failed++;
    isAnswered();
    if (failures.size() < MOST_NAMED) {
      failures.add(new Reply.Failure(object, why));
    }
  }

  /** One more object that has to be restored first. */
  void archived() {
    archived++;
    isAnswered();
  }

  private void isAnswered() {
    noted++;
    inARow = 0;
  }

  void refused(SaddlebagException why) {
    refusal = why;
  }

  /** One object that nobody answers for now: the request comes again. */
  void brokenOff(SaddlebagException why) {
    trouble = why;
    noted++;
    inARow++;
  }

  /** The process stops: the request comes again. */
  void stopped(SaddlebagException why) {
    brokenOff(why);
    stopped = true;
  }

  /** Whether its other objects are worth an attempt. */
  boolean goesOn() {
    return !stopped && inARow < MOST_IN_A_ROW;
  }

  /**
   * One more of its objects is through.
   *
   * @param whyNot with what it failed, or null; it may have done so before anybody could note it
   */
  void through(SaddlebagException whyNot) {
    through++;
    if (whyNot != null && noted < through && goesOn()) {
      brokenOff(whyNot);
    }
  }

  /** Nothing is answered as long as the end of one object is unknown. */
  void end() {
    long known = delivered + failed + archived;
    if (trouble == null && known != expected) {
      trouble =
          new Refused(
              RouteError.UNFORESEEN,
              "what became of %d of %d objects is unknown".formatted(expected - known, expected));
    }
  }

  int waitsFor() {
    return archived;
  }

  /** What keeps it from going on for now, or null. */
  SaddlebagException trouble() {
    return trouble;
  }

  /** Why it is not worked on, or null. */
  SaddlebagException refusal() {
    return refusal;
  }

  boolean allWell() {
    return refusal == null && failed == 0;
  }

  String reply(Reply replies, DeliveredObjects memory) {
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
    return replies.of(id, delivered, all, failed, failures);
  }

  @Override
  public String toString() {
    return "request '%s': %d delivered, %d failed".formatted(id, delivered, failed);
  }
}
