package org.saddlebag.camel.endpoint;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultMessage;
import org.saddlebag.camel.Slots;

/**
 * Answers whoever waits for an answer with the delivery id, by which the object's metadata and the
 * receipt are found; not with the names of bucket and object.
 */
public final class Reply implements Processor {

  @Override
  public void process(Exchange exchange) {
    String delivery = Slots.RECEIPT.of(exchange).delivery();
    exchange.setMessage(new DefaultMessage(exchange));
    exchange.getMessage().setBody(delivery);
  }
}
