package org.saddlebag.camel.datakey;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.FetchedObject;
import org.saddlebag.camel.RouteError;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.envelope.Opener;
import org.saddlebag.errors.Refused;
import org.saddlebag.keys.Occasion;
import org.saddlebag.s3.ObjectHead;

/** Unwraps the data key of the fetched object; the body is not touched. */
final class UnwrapDataKey extends DefaultProducer {

  private final DataKeyEndpoint endpoint;
  private final Opener opener;

  UnwrapDataKey(DataKeyEndpoint endpoint, Opener opener) {
    super(endpoint);
    this.endpoint = endpoint;
    this.opener = opener;
  }

  @Override
  public void process(Exchange exchange) {
    ObjectHead head = Bodies.require(exchange, FetchedObject.class).head();
    if (opener.isSealed(head.metadata())) {
      Slot.hold(
          Slots.OPENING_KEY,
          exchange,
          opener.unwrap(head.metadata(), endpoint.getContext(), occasion(exchange, head)));
    } else if (endpoint.getUnsealed() == UnsealedObjects.refuse) {
      throw new Refused(
          RouteError.NOT_SEALED, "%s has no envelope in its metadata".formatted(head.address()));
    }
  }

  private static Occasion occasion(Exchange exchange, ObjectHead head) {
    return new Occasion(
        Slots.flowOf(exchange), head.address().url(), head.address().versionId(), head.requestId());
  }
}
