package org.saddlebag.camel.endpoint;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.saddlebag.camel.CloseOnStop;

/**
 * Sends exchanges of our own to endpoints and waits for their end, from the first one on. Safe for
 * use by several threads.
 */
final class Producers {

  private final CamelContext context;
  private ProducerTemplate template;

  Producers(CamelContext context) {
    this.context = context;
  }

  /** What went wrong is the exchange's exception. */
  void send(String uri, Exchange own) {
    template().send(uri, own);
  }

  private synchronized ProducerTemplate template() {
    if (template == null) {
      template = CloseOnStop.of(context, context.createProducerTemplate());
    }
    return template;
  }
}
