package org.saddlebag.camel.datakey;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.keys.Occasion;

/** A fresh data key for each message that passes; the body is not touched. */
final class GenerateDataKey extends DefaultProducer {

  private final DataKeyEndpoint endpoint;
  private final Sealer sealer;

  GenerateDataKey(DataKeyEndpoint endpoint, Sealer sealer) {
    super(endpoint);
    this.endpoint = endpoint;
    this.sealer = sealer;
  }

  @Override
  public void process(Exchange exchange) {
    Slot.hold(
        Slots.SEALING_KEY,
        exchange,
        sealer.generate(
            endpoint.getMasterKey(),
            endpoint.getFormat().suite(),
            endpoint.getContext(),
            Occasion.of(Slots.flowOf(exchange))));
  }
}
