package org.saddlebag.camel.endpoint;

import java.io.IOException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FetchedObject;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.Spool;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.OpeningKey;

/**
 * Opens the fetched object with the data key that {@code data-key:unwrap} unwrapped, into a spool.
 * Nobody sees it before its tag held.
 */
public final class OpenContent implements Processor, CamelContextAware {

  /** The verified content of the object in hand. */
  static final Slot<Spool> SPOOL = new Slot<>("saddlebag.spool", Spool.class, "the opening");

  private CamelContext context;
  private Opener opener;
  private DeliveryState state;

  @Override
  public void process(Exchange exchange) throws IOException {
    try (FetchedObject object = Bodies.require(exchange, FetchedObject.class)) {
      Spool spool = Spool.in(state.directory());
      Slot.hold(SPOOL, exchange, spool);
      Optional<OpeningKey> key = Slots.OPENING_KEY.in(exchange);
      if (key.isPresent()) {
        opener.open(key.get(), object.content(), object.head().lengthBytes(), spool);
      } else {
        object.content().transferTo(spool);
      }
      spool.complete();
      exchange.getMessage().setBody(null);
    }
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.opener = CamelContextHelper.mandatoryFindSingleByType(context, Opener.class);
    this.state = CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
  }
}
