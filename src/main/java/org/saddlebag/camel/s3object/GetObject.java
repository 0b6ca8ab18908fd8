package org.saddlebag.camel.s3object;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.FetchedObject;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;

/** Fetches what the consumer found; nothing of the object becomes a header. */
final class GetObject extends DefaultProducer {

  private final ObjectStore store;
  private final CustomerKey customerKey;

  GetObject(S3ObjectEndpoint endpoint, ObjectStore store) {
    super(endpoint);
    this.store = store;
    this.customerKey = endpoint.customerKey();
  }

  @Override
  public void process(Exchange exchange) {
    FoundObject found = Bodies.require(exchange, FoundObject.class);
    FetchedObject fetched = new FetchedObject(store.get(found.address(), customerKey));
    Slot.hold(Slots.FETCHED, exchange, fetched);
    Slots.OBJECT.put(exchange, fetched.head());
    Slots.NAME.put(exchange, found.name());
    exchange.getMessage().setBody(fetched);
    if (isDelivered(exchange, found, fetched.head())) {
      exchange.setRouteStop(true);
    }
  }

  /** A listing may be older than what an event of the same key has had delivered meanwhile. */
  private static boolean isDelivered(Exchange exchange, FoundObject found, ObjectHead head) {
    return !head.eTag().equals(found.listed().eTag())
        && ObjectPoll.DELIVERED
            .in(exchange)
            .map(known -> known.contains(DeliveredObjects.identity(head.address(), head.eTag())))
            .orElse(false);
  }
}
