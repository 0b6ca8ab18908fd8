package org.saddlebag.camel.s3object;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.EmptyAsyncCallback;
import org.apache.camel.support.ScheduledPollConsumer;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.Lanes;
import org.saddlebag.camel.Outflow;
import org.saddlebag.camel.SharedSources;
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
 * Nothing is fetched here. The route decides how many go on at once.
 */
final class ObjectPoll extends ScheduledPollConsumer {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final S3ObjectEndpoint endpoint;
  private final ObjectStore store;
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  private final Lanes lanes;
  private final Outflow<FoundObject> outflow;
  private String lastTrouble = "";
  private FlowLedger ledger;
  private DeliveredObjects delivered;
  private Aftermath aftermath;
  private GivenUp givenUp;
  private SharedSources sources;
  private int found;

  ObjectPoll(S3ObjectEndpoint endpoint, Processor processor, ObjectStore store) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.store = store;
    this.lanes = new Lanes(endpoint.getParallel());
    this.outflow =
        new Outflow<>(lanes, found -> found.listed().lengthBytes(), this::mayGoOn, this::send);
  }

  @Override
  protected void doStart() throws Exception {
    DeliveryState state =
        CamelContextHelper.mandatoryFindSingleByType(
            endpoint.getCamelContext(), DeliveryState.class);
    ledger =
        CamelContextHelper.mandatoryFindSingleByType(endpoint.getCamelContext(), FlowLedger.class);
    delivered = DeliveredObjects.open(state.directory(), flow());
    aftermath = new Aftermath(endpoint, store, delivered);
    givenUp = new GivenUp(FailedObjects.open(state.directory(), flow(), state.clock()));
    givenUp.report(flow());
    sources = SharedSources.of(endpoint.getCamelContext(), flow(), endpoint.isShared(), true);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (delivered != null) {
      delivered.close();
    }
  }

  @Override
  protected int poll() {
    ledger.pollBegins(flow());
    try {
      look();
      setGreedy(outflow.linger(endpoint.getDelay()));
      if (sources.trouble().isPresent()) {
        throw sources.trouble().get();
      }
      ledger.pollEnds(flow(), found, outflow.waiting());
      lastTrouble = "";
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (SaddlebagException e) {
      ledger.pollFailed(flow());
      sayOnce(e);
      return 0;
    }
  }

  private void sayOnce(SaddlebagException trouble) {
    if (!trouble.getMessage().equals(lastTrouble)) {
      lastTrouble = trouble.getMessage();
      LOG.error("{}: can't look at the prefix: {}", flow(), trouble.getMessage());
    }
  }

  private void look() throws InterruptedException {
    found = 0;
    sources.pollBegins();
    try (Stream<ListedObject> objects = store.list(endpoint.getBucket(), endpoint.getPrefix())) {
      Iterator<ListedObject> each = objects.iterator();
      while (mayGoOn() && each.hasNext()) {
        take(FoundObject.below(each.next(), endpoint.getPrefix()));
      }
    }
  }

  private void take(FoundObject object) throws InterruptedException {
    String key = object.address().key();
    if (object.isFolderMark() || inHand.contains(key) || givenUp.contains(object)) {
      return;
    }
    if (delivered.contains(object.identity())) {
      aftermath.again(object);
      return;
    }
    inHand.add(key);
    if (!outflow.take(object)) {
      inHand.remove(key);
    }
  }

  private boolean mayGoOn() {
    return isRunAllowed() && !isSuspendingOrSuspended() && sources.trouble().isEmpty();
  }

  private void ended(FoundObject object) {
    inHand.remove(object.address().key());
    lanes.leave(object.listed().lengthBytes());
  }

  /** What another node has delivered needs no asking again. */
  private boolean isOurs(FoundObject object) {
    SharedSources.Whose whose = sources.take(object.address().key(), object.identity());
    if (whose == SharedSources.Whose.DONE) {
      try {
        delivered.remember(object.identity());
      } catch (SaddlebagException e) {
        LOG.debug("{}: {}", object, e.getMessage());
      }
    }
    return whose == SharedSources.Whose.OURS;
  }

  private void send(FoundObject object) {
    if (!isOurs(object)) {
      ended(object);
      return;
    }
    found++;
    Exchange exchange = createExchange(true);
    exchange.getIn().setBody(object);
    Slots.FLOW.put(exchange, flow());
    sources.claim(object.address().key()).ifPresent(claim -> Slots.CLAIM.put(exchange, claim));
    ledger.begins(flow());
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new ObjectCompletion(object, aftermath, givenUp, sources, () -> ended(object), ledger));
    getAsyncProcessor().process(exchange, EmptyAsyncCallback.get());
  }

  private String flow() {
    return endpoint.getFlow().isEmpty() ? getRouteId() : endpoint.getFlow();
  }
}
