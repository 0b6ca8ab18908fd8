package org.saddlebag.camel.s3object;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.FetchedObject;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.s3.CustomerKey;
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
  }
}
