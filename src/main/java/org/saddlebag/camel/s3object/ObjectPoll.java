package org.saddlebag.camel.s3object;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.EmptyAsyncCallback;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.Lanes;
import org.saddlebag.camel.Outflow;
import org.saddlebag.camel.SharedSources;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.delivery.FailedObjects;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists a prefix at each poll and sends on what is neither delivered, nor in hand, nor failed.
 * Nothing is fetched here. The route decides how many go on at once. Where news tell of new
 * objects, most polls list nothing.
 */
final class ObjectPoll extends ScheduledPollConsumer {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private static final long PATIENCE_MILLIS = 100;

  /** The flow's memory, for a last look at what was fetched. */
  static final Slot<DeliveredObjects> DELIVERED =
      new Slot<>("saddlebag.delivered-objects", DeliveredObjects.class, "s3-object");

  private final S3ObjectEndpoint endpoint;
  private final ObjectStore store;
  private final KeysInHand inHand = new KeysInHand();
  private final Lanes lanes;
  private final Outflow<FoundObject> outflow;
  private final Rescans rescans;
  private String lastTrouble = "";
  private FlowLedger ledger;
  private DeliveredObjects delivered;
  private Aftermath aftermath;
  private GivenUp givenUp;
  private SharedSources sources;

  /** Of a shared flow; null where this node delivers all. */
  private SharedObjects shared;

  private ObjectNews.Subscription news;
  private int found;

  ObjectPoll(S3ObjectEndpoint endpoint, Processor processor, ObjectStore store) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.store = store;
    this.lanes = new Lanes(endpoint.getParallel(), 2 * endpoint.getParallel());
    this.outflow =
        new Outflow<>(lanes, found -> found.listed().lengthBytes(), this::mayGoOn, this::send);
    this.rescans = new Rescans(Duration.ofMillis(endpoint.getRescan()), System::nanoTime);
  }

  @Override
  protected void doStart() throws Exception {
    CamelContext context = endpoint.getCamelContext();
    DeliveryState state =
        CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
    ledger = CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class);
    delivered = DeliveredObjects.open(state.directory(), getRouteId());
    aftermath = new Aftermath(endpoint, store, delivered);
    givenUp = new GivenUp(FailedObjects.open(state.directory(), getRouteId(), state.clock()));
    givenUp.report(getRouteId());
    sources = SharedSources.of(context, getRouteId(), endpoint.isShared(), true);
    shared = endpoint.isShared() ? share(context) : null;
    news = endpoint.getNews() == null ? null : subscribe(context);
    super.doStart();
    ServiceHelper.startService(news);
  }

  private SharedObjects share(CamelContext context) {
    return SharedObjects.of(
        context,
        endpoint,
        new NewsDesk.Memory(delivered, aftermath, givenUp),
        new SharedObjects.Hands(getRouteId(), inHand, lanes, sources, this::mayGoOn, this::sent));
  }

  private ObjectNews.Subscription subscribe(CamelContext context) {
    SharedSources told = SharedSources.of(context, getRouteId(), endpoint.isShared(), true);
    return endpoint
        .getNews()
        .subscribe(
            context,
            getRouteId(),
            new NewsDesk(
                getRouteId(),
                endpoint,
                store,
                new NewsDesk.Memory(delivered, aftermath, givenUp),
                new NewsDesk.Hands(inHand, lanes, this::isRunning),
                (object, ended) -> send(object, told, ended),
                ledger),
            Duration.ofMillis(endpoint.getRescan()));
  }

  @Override
  protected void doSuspend() throws Exception {
    standDown();
    if (news != null) {
      news.suspend();
    }
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    if (news != null) {
      news.resume();
    }
  }

  @Override
  protected void doStop() throws Exception {
    standDown();
    ServiceHelper.stopService(news);
    super.doStop();
    if (delivered != null) {
      delivered.close();
    }
  }

  /** Another node may lead; whoever does must not be one that looks no more. */
  private void standDown() {
    if (shared != null) {
      shared.standDown();
    }
  }

  @Override
  protected int poll() {
    boolean between = news != null && !rescans.due();
    if (!between) {
      ledger.pollBegins(getRouteId());
    }
    boolean failed = true;
    try {
      int sent = shared == null ? alone(between) : share(between);
      lastTrouble = "";
      failed = false;
      return sent;
    } catch (InterruptedException e) {
      failed = false;
      Thread.currentThread().interrupt();
      return 0;
    } catch (SaddlebagException e) {
      sayOnce(e);
      return 0;
    } finally {
      // Whatever it was: another node may fare better.
      if (failed) {
        standDown();
        ledger.pollFailed(getRouteId());
      }
    }
  }

  private int alone(boolean between) throws InterruptedException {
    if (between) {
      // What the last listing has set aside holds its keys until it has gone.
      sources.pollBegins();
      setGreedy(outflow.linger(endpoint.getDelay()));
      return 0;
    }
    boolean whole = look();
    setGreedy(outflow.linger(endpoint.getDelay()));
    sources.requireNoTrouble();
    tellEnd(outflow.waiting());
    if (whole) {
      rescans.done();
    }
    return found;
  }

  /** Whether all is done is known only where the news are told, too. */
  private void tellEnd(int waiting) {
    if (news == null) {
      ledger.pollEnds(getRouteId(), found, waiting);
    } else if (!news.outOfReach()) {
      int coming = news.quiet(ledger.events()) ? 0 : 1;
      ledger.pollEnds(getRouteId(), found, waiting + coming);
    }
  }

  /** Lists where this node leads, and takes what was listed by whichever does. */
  private int share(boolean between) throws InterruptedException {
    found = 0;
    sources.pollBegins();
    boolean listed = shared.poll(store, !between, ledger.events());
    setGreedy(shared.linger(endpoint.getDelay()));
    sources.requireNoTrouble();
    if (!between) {
      tellEnd(shared.pending());
    } else if (!news.outOfReach()) {
      // The database was asked, and answered; the next listing may be an hour away.
      ledger.reached(getRouteId());
    }
    if (listed) {
      rescans.done();
    }
    return found;
  }

  private void sayOnce(SaddlebagException trouble) {
    if (!trouble.getMessage().equals(lastTrouble)) {
      lastTrouble = trouble.getMessage();
      LOG.error("{}: can't look at the prefix: {}", getRouteId(), trouble.getMessage());
    }
  }

  /** Whether all that the prefix holds was seen, and taken where it was wanted. */
  private boolean look() throws InterruptedException {
    found = 0;
    boolean whole = true;
    sources.pollBegins();
    try (Stream<ListedObject> objects = store.list(endpoint.getBucket(), endpoint.getPrefix())) {
      Iterator<ListedObject> each = objects.iterator();
      while (each.hasNext()) {
        if (!mayGoOn()) {
          return false;
        }
        whole &= take(FoundObject.below(each.next(), endpoint.getPrefix()));
      }
    }
    return whole;
  }

  /**
   * What is known is asked only with the key in hand: another may just have delivered it.
   *
   * @return false where it has to be found again
   */
  private boolean take(FoundObject object) throws InterruptedException {
    String key = object.address().key();
    if (object.isFolderMark() || !inHand.take(key)) {
      return true;
    }
    boolean taken = false;
    try {
      boolean wanted = isWanted(object);
      taken = wanted && outflow.take(object);
      return taken || !wanted;
    } finally {
      if (!taken) {
        inHand.leave(key);
      }
    }
  }

  private boolean isWanted(FoundObject object) {
    if (givenUp.contains(object)) {
      return false;
    }
    boolean known = delivered.contains(object.identity());
    if (known) {
      aftermath.again(object);
    }
    return !known;
  }

  private boolean mayGoOn() {
    return isRunning() && sources.trouble().isEmpty();
  }

  private boolean isRunning() {
    return isRunAllowed() && !isSuspendingOrSuspended();
  }

  private void ended(FoundObject object) {
    inHand.leave(object.address().key());
    lanes.leave(object.listed().lengthBytes());
  }

  private void send(FoundObject object) {
    found += send(object, sources, settled -> {}) ? 1 : 0;
  }

  /** Sends on what is in hand and claimed, where there is a place for it. */
  private boolean sent(FoundObject object) throws InterruptedException {
    boolean enters = mayGoOn() && lanes.enter(object.listed().lengthBytes(), PATIENCE_MILLIS);
    if (enters) {
      found++;
      deliver(object, sources, settled -> {});
    }
    return enters;
  }

  private boolean isOurs(FoundObject object, SharedSources from) {
    SharedSources.Whose whose = from.take(object.address().key(), object.identity());
    if (whose == SharedSources.Whose.DONE) {
      shared.remember(object);
    }
    return whose == SharedSources.Whose.OURS;
  }

  /**
   * Sends on what is in hand and has its place in the lanes; both are left at the end.
   *
   * @return false where it is another node's, or was
   */
  private boolean send(FoundObject object, SharedSources from, Consumer<Boolean> told) {
    if (!isOurs(object, from)) {
      ended(object);
      told.accept(delivered.contains(object.identity()));
      return false;
    }
    deliver(object, from, told);
    return true;
  }

  private void deliver(FoundObject object, SharedSources from, Consumer<Boolean> told) {
    Exchange exchange = createExchange(true);
    exchange.getIn().setBody(object);
    Slots.FLOW.put(exchange, getRouteId());
    DELIVERED.put(exchange, delivered);
    from.claim(object.address().key()).ifPresent(claim -> Slots.CLAIM.put(exchange, claim));
    ledger.begins(getRouteId());
    Consumer<Boolean> ended =
        settled -> {
          ended(object);
          told.accept(settled);
        };
    exchange
        .getExchangeExtension()
        .addOnCompletion(new ObjectCompletion(object, aftermath, givenUp, from, ended, ledger));
    getAsyncProcessor().process(exchange, EmptyAsyncCallback.get());
  }
}
