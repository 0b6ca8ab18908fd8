package org.saddlebag.camel.endpoint;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.saddlebag.camel.Slots;

/** The route behind a Kamelet that opens has come to its end: the object is delivered. */
public final class SourceDone implements Processor {

  @Override
  public void process(Exchange exchange) {
    Slots.ARRIVAL.put(
        exchange, new HandedOver("the route's end", OpenContent.SPOOL.of(exchange).sizeBytes()));
  }
}
