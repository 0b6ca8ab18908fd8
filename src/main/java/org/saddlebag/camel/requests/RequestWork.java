package org.saddlebag.camel.requests;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.CloseOnStop;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.camel.output.TargetDirectories;
import org.saddlebag.camel.s3object.FoundObject;
import org.saddlebag.camel.sqs.MessageWork;
import org.saddlebag.camel.sqs.SqsSlots;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.requests.ObjectRequest;
import org.saddlebag.requests.Reply;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.Sqs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a flow that works off requests: {@link #take} a message, work on each {@link
 * #wanted} object, {@link #reply}. Safe for use by several threads, which may share a request.
 */
public final class RequestWork implements CamelContextAware, AggregationStrategy {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /** What becomes of the object is noted when its exchange ends. */
  private static final Slot<RequestedObject> NOTED =
      new Slot<>("saddlebag.requested-object", RequestedObject.class, "the choice of the object");

  private final RequestSettings settings = new RequestSettings();
  private final Reply replies = new Reply();
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private CamelContext context;
  private FlowLedger ledger;
  private DeliveryState state;
  private DeliveredObjects delivered;

  /** Steps of one flow. */
  public RequestWork() {}

  /**
   * Takes up a request. The body is the list of its objects afterwards; it is empty where the
   * request is refused, which the reply says. A request that is in hand already is left for later.
   *
   * @param exchange with a message that our SQS consumer has received
   */
  public void take(Exchange exchange) {
    ReceivedMessage message = Bodies.require(exchange, ReceivedMessage.class);
    RequestResult result = RequestResult.SLOT.in(exchange).orElse(null);
    if (result == null) {
      String id = settings.reader().idOf(message.body(), message.id());
      SqsSlots.TAKEN.put(exchange, message);
      if (!inHand.add(id)) {
        LOG.info(
            "{}: left request '{}' for later, as it is in hand",
            exchange.getFromRouteId(),
            OneLine.of(id));
        SqsSlots.END.put(exchange, MessageWork.End.LATER);
        exchange.setRouteStop(true);
        return;
      }
      result = begin(exchange, id);
    }
    // What can't be opened must fail the request, and not each of its objects.
    DeliveredObjects unused = memory(Slots.flowOf(exchange));
    exchange.getMessage().setBody(objects(Slots.flowOf(exchange), message, result));
  }

  private RequestResult begin(Exchange exchange, String id) {
    String flow = exchange.getFromRouteId();
    RequestResult result = new RequestResult(id);
    ledger.begins(flow);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new RequestCompletion(
                flow, result, ledger, state.failpoints(), () -> inHand.remove(id)));
    Slots.FLOW.put(exchange, flow);
    RequestResult.SLOT.put(exchange, result);
    return result;
  }

  private List<FoundObject> objects(String flow, ReceivedMessage message, RequestResult result) {
    ObjectRequest request = null;
    try {
      request = settings.reader().read(message.body(), message.id());
      result.of(request);
      List<FoundObject> all =
          new RequestedObjects(settings, settings.store(context), settings.customerKey(context))
              .of(request);
      result.expects(all.size());
      return all;
    } catch (SaddlebagException e) {
      if (!RequestFailures.areAnswers(e)) {
        throw e;
      }
      if (request == null || request.key() == null) {
        result.refused(e);
      } else {
        result.expects(1);
        result.failed(new Reply.Wanted(request.key(), request.versionId()), e);
        ledger.begins(flow);
        ledger.failed(flow, OneLine.of(request.key()), 1, e);
      }
      return List.of();
    }
  }

  /**
   * Whether an object is to be delivered for its request; if so, its end is noted.
   *
   * @param exchange with the object
   * @return false where it was before, or where the request is broken off
   */
  public boolean wanted(Exchange exchange) {
    RequestResult result = RequestResult.SLOT.of(exchange);
    RequestedObject object =
        new RequestedObject(Bodies.require(exchange, FoundObject.class), result.request());
    if (!result.goesOn()) {
      return false;
    }
    String flow = Slots.flowOf(exchange);
    DeliveredObjects memory = memory(flow);
    if (memory.contains(object.identity())) {
      result.deliveredBefore(object.identity(), object.wanted());
      return false;
    }
    Path directory = directory();
    Slots.PURPOSE.put(exchange, object.purpose());
    Slots.FAILED_ATTEMPTS.put(exchange, 0);
    ledger.begins(flow);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new RequestedCompletion(
                flow, object, result, directory, memory, ledger, () -> restore(object)));
    NOTED.put(exchange, object);
    return true;
  }

  private Path directory() {
    return TargetDirectories.of(context, settings.directory()).staging().targetDirectory();
  }

  private void restore(RequestedObject object) {
    settings
        .store(context)
        .restore(
            object.found().listed().address(),
            settings.customerKey(context),
            settings.restoreDays(),
            settings.restoreTier());
  }

  /** An object whose exchange fails before anybody can note it breaks the request off. */
  @Override
  public Exchange aggregate(Exchange before, Exchange object, Exchange request) {
    if (object.getException() != null && NOTED.in(object).isEmpty()) {
      RequestResult.SLOT.of(request).brokenOff(Failures.ours(object.getException()));
    }
    return request;
  }

  @Override
  public Exchange aggregate(Exchange before, Exchange object) {
    throw new UnsupportedOperationException("Camel gives the request, too");
  }

  /**
   * Answers a request that is worked off, and puts it off where objects have to be restored first.
   *
   * @param exchange the exchange of the request
   */
  public void reply(Exchange exchange) {
    RequestResult result = RequestResult.SLOT.of(exchange);
    result.end();
    if (result.trouble() != null) {
      SqsSlots.END.put(exchange, MessageWork.End.BROKEN_OFF);
    } else if (result.waitsFor() > 0) {
      SqsSlots.END.put(exchange, MessageWork.End.LATER);
    } else if (!settings.replies().isBlank()) {
      CamelContextHelper.mandatoryFindSingleByType(context, Sqs.class)
          .queue(settings.replies())
          .send(
              result.reply(replies, memory(Slots.flowOf(exchange))),
              SqsSlots.TAKEN.of(exchange).id());
    } else if (!result.allWell()) {
      SqsSlots.END.put(exchange, MessageWork.End.STAYS);
    }
  }

  /** Opened with the first request. */
  private DeliveredObjects memory(String flow) {
    synchronized (lock) {
      if (delivered == null) {
        delivered = CloseOnStop.of(context, DeliveredObjects.open(state.directory(), flow));
      }
      return delivered;
    }
  }

  /**
   * What the flow says of its requests.
   *
   * @return to be filled before the first request
   */
  public RequestSettings getSettings() {
    return settings;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.ledger = CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class);
    this.state = CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
  }
}
