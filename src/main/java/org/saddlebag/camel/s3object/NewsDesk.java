package org.saddlebag.camel.s3object;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.Lanes;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has objects delivered that somebody tells of. What counts is what the key holds when it is looked
 * at, with the key in hand: so news may be late, double and out of order. Safe for use by several
 * threads.
 */
final class NewsDesk implements ObjectDesk {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private static final long PATIENCE_MILLIS = 100;
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final String flow;
  private final FoundObjectsEndpoint endpoint;
  private final ObjectStore store;
  private final Memory memory;
  private final Hands hands;
  private final Sending sending;
  private final FlowLedger ledger;

  /** What the flow knows of its objects. */
  record Memory(DeliveredObjects delivered, Aftermath aftermath, GivenUp givenUp) {}

  /** What is in hand, how much may be, and whether anything more may be taken. */
  record Hands(KeysInHand keys, Lanes lanes, BooleanSupplier running) {}

  /** Sends an object on that has its place; whoever does leaves the place, and the key. */
  @FunctionalInterface
  interface Sending {
    /** Tells, at the end, whether the object is settled. */
    void send(FoundObject object, Consumer<Boolean> ended);
  }

  NewsDesk(
      String flow,
      FoundObjectsEndpoint endpoint,
      ObjectStore store,
      Memory memory,
      Hands hands,
      Sending sending,
      FlowLedger ledger) {
    this.flow = flow;
    this.endpoint = endpoint;
    this.store = store;
    this.memory = memory;
    this.hands = hands;
    this.sending = sending;
    this.ledger = ledger;
  }

  @Override
  public String bucket() {
    return endpoint.getBucket();
  }

  @Override
  public String prefix() {
    return endpoint.getPrefix();
  }

  @Override
  public boolean settle(String key, String eTagOrNull) throws InterruptedException {
    ObjectAddress address = new ObjectAddress(bucket(), key);
    if (!takes(key)) {
      return false;
    }
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    boolean sent = false;
    try {
      if (eTagOrNull != null && isKnown(found(address, 0, eTagOrNull))) {
        return true;
      }
      Optional<FoundObject> object = look(address);
      if (object.isEmpty()) {
        LOG.info("{}: {} is not there any more", flow, address);
        return true;
      }
      Optional<Boolean> known = known(object.get());
      if (known.isPresent()) {
        return known.get();
      }
      if (!enters(object.get())) {
        return false;
      }
      sent = true;
      sending.send(object.get(), end::complete);
    } catch (SaddlebagException e) {
      LOG.warn("{}: can't look at {} now: {}", flow, address, e.getMessage());
      return false;
    } finally {
      if (!sent) {
        hands.keys().leave(key);
      }
    }
    return awaited(end);
  }

  private static boolean awaited(CompletableFuture<Boolean> end) throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      return false;
    }
  }

  private boolean takes(String key) throws InterruptedException {
    while (isRunning()) {
      if (hands.keys().take(key)) {
        return true;
      }
      hands.keys().awaitLeft(key, PATIENCE_MILLIS);
    }
    return false;
  }

  private boolean enters(FoundObject object) throws InterruptedException {
    while (isRunning()) {
      if (hands.lanes().enter(object.listed().lengthBytes(), PATIENCE_MILLIS)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is nothing to be done; empty where there is. */
  private Optional<Boolean> known(FoundObject object) {
    if (object.isFolderMark() || memory.givenUp().isParked(object) || isKnown(object)) {
      return Optional.of(true);
    }
    return memory.givenUp().contains(object) ? Optional.of(false) : Optional.empty();
  }

  private boolean isKnown(FoundObject object) {
    boolean known = memory.delivered().contains(object.identity());
    if (known) {
      memory.aftermath().again(object);
    }
    return known;
  }

  /** While the store is away, news wait here, so that they are not handed out again and again. */
  private Optional<FoundObject> look(ObjectAddress address) throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        return found(address);
      } catch (SaddlebagException e) {
        if (!e.retryable() || !isRunning()) {
          throw e;
        }
        ledger.retried(flow, e);
        if (pause == FIRST_PAUSE_MILLIS) {
          LOG.warn("{}: can't look at {}, trying again: {}", flow, address, e.getMessage());
        }
        rest(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private void rest(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (isRunning() && System.nanoTime() - until < 0) {
      Thread.sleep(PATIENCE_MILLIS);
    }
  }

  private boolean isRunning() {
    return hands.running().getAsBoolean();
  }

  /**
   * What a key holds. A head that is refused may only mean that there is no such object and that we
   * may not know; the listing, which the flow may have in any case, tells.
   */
  private Optional<FoundObject> found(ObjectAddress address) {
    try {
      ObjectHead head = store.head(address, endpoint.customerKey());
      return Optional.of(found(address, head.lengthBytes(), head.eTag()));
    } catch (SaddlebagException e) {
      if (e.code() == StoreError.NO_SUCH_OBJECT) {
        return Optional.empty();
      }
      if (e.retryable()) {
        throw e;
      }
      return listed(address);
    }
  }

  /** The key itself comes first of all that begin with it. */
  private Optional<FoundObject> listed(ObjectAddress address) {
    try (Stream<ListedObject> objects = store.list(address.bucket(), address.key())) {
      return objects
          .findFirst()
          .filter(first -> first.address().key().equals(address.key()))
          .map(first -> FoundObject.below(first, prefix()));
    }
  }

  private FoundObject found(ObjectAddress address, long lengthBytes, String eTag) {
    return FoundObject.below(
        new ListedObject(address, lengthBytes, eTag, Instant.EPOCH), endpoint.getPrefix());
  }
}
