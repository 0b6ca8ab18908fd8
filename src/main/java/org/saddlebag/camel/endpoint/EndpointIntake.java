package org.saddlebag.camel.endpoint;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Takes up what a consumer hands in, as the source of a flow. */
public final class EndpointIntake extends EndpointSource {

  @Override
  public void process(Exchange exchange) {
    Message arrived = exchange.getMessage();
    String name = arrived.getHeader(Exchange.FILE_NAME, String.class);
    begin(exchange, name == null ? exchange.getExchangeId() : name);
    exchange.getExchangeExtension().addOnCompletion(new ArrivedMessage(arrived));
    exchange.getMessage().setBody(source(exchange, arrived, content(exchange, arrived)));
  }
}
