package org.saddlebag.camel.endpoint;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.MessageHelper;

/**
 * The one step of the Kamelet that seals: calls its flow with what the route has in hand, in an
 * exchange of its own, and waits for the proof. All attempts are over when it returns, and what
 * they held is closed; nothing hangs on when the exchanges of the route, or of the Kamelet, end.
 */
public final class SealSink implements Processor, CamelContextAware {

  /** Where the flow listens, its name behind it. */
  public static final String JOINT = "direct:saddlebag-seal-sink-";

  private CamelContext context;
  private Producers producers;
  private String flow;

  /**
   * Delivers the message. The route keeps it as it was, with the delivery id as a header more.
   *
   * @throws Exception what the delivery has failed with
   */
  @Override
  public void process(Exchange exchange) throws Exception {
    Exchange own = new DefaultExchange(context, ExchangePattern.InOut);
    own.setMessage(exchange.getMessage().copy());
    // What a stranger sent under this name must not pass for the proof where the delivery fails.
    exchange.getMessage().removeHeader(OpenedMessage.DELIVERY_ID);
    ArrivedContent.READ.in(exchange).ifPresent(stream -> ArrivedContent.READ.put(own, stream));
    producers.send(JOINT + flow, own);
    ArrivedContent.READ.in(own).ifPresent(stream -> ArrivedContent.READ.put(exchange, stream));
    MessageHelper.resetStreamCache(exchange.getMessage());
    if (own.getException() != null) {
      throw own.getException();
    }
    exchange.getMessage().setHeader(OpenedMessage.DELIVERY_ID, own.getMessage().getBody());
  }

  /**
   * Which flow delivers.
   *
   * @param name of the flow
   */
  public void setFlow(String name) {
    flow = name;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.producers = new Producers(context);
  }
}
