package org.saddlebag.camel.s3object;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.saddlebag.camel.Lanes;
import org.saddlebag.camel.SharedSources;
import org.saddlebag.camel.SharedWork;
import org.saddlebag.claims.Work;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node offers to all of the objects that it lists, and takes of those that one of several
 * has listed. Used by the polling thread alone.
 */
final class SharedObjects implements SharedWork.Hands {

  private static final Logger LOG = LoggerFactory.getLogger(SharedObjects.class);

  /** How often others are asked to try what this node has given up. */
  private static final Duration SECOND_OPINION = Duration.ofMinutes(1);

  /** Sends an object on. */
  @FunctionalInterface
  interface Sending {
    /**
     * Sends on what is in hand and claimed; whoever does leaves the hand, and ends the claim.
     *
     * @return false where nothing may be sent any more: both are still to be left
     */
    boolean send(FoundObject object) throws InterruptedException;
  }

  /** Whose objects they are, what is in hand, where places are taken, and who sends. */
  record Hands(
      String flow,
      KeysInHand keys,
      Lanes lanes,
      SharedSources sources,
      BooleanSupplier running,
      Sending sending) {}

  private final FoundObjectsEndpoint endpoint;
  private final NewsDesk.Memory memory;
  private final Hands hands;
  private final SharedWork work;
  private boolean everAsked;
  private long askedAt;
  private boolean asks;

  /** What others are asked to try once this node pauses: it would take it away from them. */
  private final List<Work> secondOpinions = new ArrayList<>();

  private SharedObjects(
      CamelContext context, FoundObjectsEndpoint endpoint, NewsDesk.Memory memory, Hands hands) {
    this.endpoint = endpoint;
    this.memory = memory;
    this.hands = hands;
    this.work =
        SharedWork.of(
            context, hands.flow(), hands.lanes(), endpoint.getParallel(), hands.running(), this);
  }

  /**
   * The objects of a shared flow.
   *
   * @param context knows the claims
   * @param endpoint where they are
   * @param memory what this node knows of them
   * @param hands what it does with them
   * @return to be used until the context stops
   */
  static SharedObjects of(
      CamelContext context, FoundObjectsEndpoint endpoint, NewsDesk.Memory memory, Hands hands) {
    return new SharedObjects(context, endpoint, memory, hands);
  }

  /**
   * Lists where this node leads and it may, and takes what was listed by whichever does.
   *
   * @return whether it has listed to the end
   */
  boolean poll(ObjectStore store, boolean mayList, long events) throws InterruptedException {
    memory.aftermath().retryTags();
    work.pollBegins(events);
    boolean listed = mayList && work.lists() && list(store);
    work.workOff();
    return listed;
  }

  private boolean list(ObjectStore store) throws InterruptedException {
    asks = !everAsked || System.nanoTime() - askedAt >= SECOND_OPINION.toNanos();
    if (asks) {
      everAsked = true;
      askedAt = System.nanoTime();
      secondOpinions.clear();
    }
    work.listingBegins();
    try (Stream<ListedObject> objects = store.list(endpoint.getBucket(), endpoint.getPrefix())) {
      Iterator<ListedObject> each = objects.iterator();
      while (hands.running().getAsBoolean() && each.hasNext()) {
        work.stillLists();
        FoundObject object = FoundObject.below(each.next(), endpoint.getPrefix());
        if (offers(object)) {
          work.found(work(object));
        }
      }
      boolean whole = hands.running().getAsBoolean();
      work.listingEnds(whole);
      return whole;
    } finally {
      work.listsNoMore();
    }
  }

  /** See {@link SharedWork#linger}; the end of a look. */
  boolean linger(long millis) throws InterruptedException {
    boolean waited = work.linger(millis);
    if (!waited) {
      work.offer(secondOpinions);
      secondOpinions.clear();
    }
    work.pollEnds();
    return waited;
  }

  /** See {@link SharedWork#pending}. */
  int pending() {
    return work.pending();
  }

  /** See {@link SharedWork#standDown}. */
  void standDown() {
    work.standDown();
  }

  /**
   * Whether anybody is to take an object that was listed. What is in hand here another node may
   * have to take over; the claims tell.
   */
  private boolean offers(FoundObject object) {
    String key = object.address().key();
    if (object.isFolderMark()) {
      return false;
    }
    if (!hands.keys().take(key)) {
      return true;
    }
    try {
      if (memory.givenUp().contains(object)) {
        if (asks) {
          secondOpinions.add(work(object));
        }
        return false;
      }
      return !isKnown(object);
    } finally {
      hands.keys().leave(key);
    }
  }

  private static Work work(FoundObject object) {
    ListedObject listed = object.listed();
    return new Work(listed.address().key(), listed.lengthBytes(), listed.eTag());
  }

  private FoundObject object(Work work) {
    ObjectAddress address = new ObjectAddress(endpoint.getBucket(), work.name());
    return FoundObject.below(
        new ListedObject(address, work.sizeBytes(), work.stamp(), Instant.EPOCH),
        endpoint.getPrefix());
  }

  private boolean isKnown(FoundObject object) {
    boolean known = memory.delivered().contains(object.identity());
    if (known) {
      memory.aftermath().again(object);
    }
    return known;
  }

  @Override
  public String content(Work found) {
    ObjectAddress address = new ObjectAddress(endpoint.getBucket(), found.name());
    return DeliveredObjects.identity(address, found.stamp());
  }

  @Override
  public void done(Work found) {
    remember(object(found));
  }

  /** What another node has delivered needs no asking again. */
  void remember(FoundObject object) {
    try {
      memory.delivered().remember(object.identity());
    } catch (SaddlebagException e) {
      LOG.debug("{}: {}", object, e.getMessage());
    }
  }

  @Override
  public boolean take(List<Work> taken) throws InterruptedException {
    List<Work> left = new ArrayList<>();
    Map<String, FoundObject> mine = new LinkedHashMap<>();
    for (Work each : taken) {
      if (each.name().startsWith(endpoint.getPrefix())) {
        if (hands.keys().take(each.name())) {
          mine.put(each.name(), object(each));
        } else {
          left.add(each);
        }
      }
    }
    int busy = left.size();
    if (!mine.isEmpty()) {
      send(mine, left);
    }
    work.giveBack(left);
    return busy < taken.size();
  }

  /** What is not sent leaves the hand; what could be sent and is not is left to others. */
  private void send(Map<String, FoundObject> mine, List<Work> left) throws InterruptedException {
    Map<String, SharedSources.Whose> whose = Map.of();
    Iterator<FoundObject> each = mine.values().iterator();
    List<FoundObject> unsent = new ArrayList<>(mine.values());
    try {
      whose = hands.sources().takeAll(contents(mine));
      while (each.hasNext()) {
        FoundObject object = each.next();
        SharedSources.Whose its = whose.get(object.address().key());
        if (its == SharedSources.Whose.DONE) {
          remember(object);
        } else if (its == SharedSources.Whose.OURS) {
          if (!hands.sending().send(object)) {
            return;
          }
          unsent.remove(object);
        }
      }
    } finally {
      for (FoundObject object : unsent) {
        String key = object.address().key();
        if (whose.get(key) == SharedSources.Whose.OURS) {
          hands.sources().giveBack(key);
          left.add(work(object));
        }
        hands.keys().leave(key);
      }
    }
  }

  /** What is known is asked only with the key in hand: another may just have delivered it. */
  private Map<String, String> contents(Map<String, FoundObject> mine) {
    Map<String, String> contents = new LinkedHashMap<>();
    mine.forEach(
        (key, object) -> {
          if (!memory.givenUp().contains(object) && !isKnown(object)) {
            contents.put(key, object.identity());
          }
        });
    return contents;
  }
}
