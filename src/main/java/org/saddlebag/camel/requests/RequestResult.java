package org.saddlebag.camel.requests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.saddlebag.camel.Slot;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.requests.ObjectRequest;
import org.saddlebag.requests.Reply;

/** What has become of one request so far. Used by one thread. */
final class RequestResult {

  static final Slot<RequestResult> SLOT =
      new Slot<>("saddlebag.request-result", RequestResult.class, "the intake of the request");

  /** A reply has room for no more; the rest is only counted. */
  private static final int MOST_NAMED = 3_000;

  private final String id;
  private final List<Reply.Delivered> named = new ArrayList<>();
  private final Map<String, Reply.Wanted> earlier = new LinkedHashMap<>();
  private final List<Reply.Failure> failures = new ArrayList<>();
  private ObjectRequest request;
  private long delivered;
  private long failed;
  private int archived;
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

  void delivered(Reply.Delivered object) {
    delivered++;
    if (named.size() < MOST_NAMED) {
      named.add(object);
    }
  }

  /** It was delivered when the request came before; the flow's memory knows where to. */
  void deliveredBefore(String identity, Reply.Wanted object) {
    delivered++;
    if (earlier.size() < MOST_NAMED) {
      earlier.put(identity, object);
    }
  }

  void failed(Reply.Wanted object, SaddlebagException why) {
    failed++;
    if (failures.size() < MOST_NAMED) {
      failures.add(new Reply.Failure(object, why));
    }
  }

  /** One more object that has to be restored first. */
  void archived() {
    archived++;
  }

  void refused(SaddlebagException why) {
    refusal = why;
  }

  /** What passes: the request comes again. */
  void brokenOff(SaddlebagException why) {
    trouble = why;
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
