package org.saddlebag.camel.endpoint;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.SourceMessage;

/**
 * Takes up what a route of the user's own hands to a Kamelet. When an error handler calls the
 * Kamelet again with the same body, a stream among others, it finds what was read the first time.
 */
public final class SinkIntake extends EndpointSource {

  /**
   * What was taken up, by whom, out of which message and body.
   *
   * @param by the step of one Kamelet
   * @param body as it came
   * @param flowOrNull the flow that the exchange belonged to before
   * @param content of it
   * @param source what is delivered
   */
  record Taken(
      SinkIntake by,
      Message message,
      Object body,
      String flowOrNull,
      ArrivedContent content,
      SourceMessage source) {}

  static final Slot<Taken> TAKEN =
      new Slot<>("saddlebag.taken", Taken.class, "the intake of the Kamelet");

  private String flow = "";

  @Override
  public void process(Exchange exchange) {
    Message arrived = exchange.getMessage();
    Taken taken =
        TAKEN
            .in(exchange)
            .filter(before -> before.by() == this && before.body() == arrived.getBody())
            .orElseGet(() -> take(exchange, arrived));
    TAKEN.put(exchange, taken);
    if (!flow.isBlank()) {
      Slots.FLOW.put(exchange, flow);
    }
    exchange.setMessage(new DefaultMessage(exchange));
    exchange.getMessage().setBody(taken.source());
  }

  /** The message is copied, as Camel makes the next attempt with the one that is there now. */
  private Taken take(Exchange exchange, Message arrived) {
    Object body = arrived.getBody();
    ArrivedContent content = content(exchange, arrived);
    return new Taken(
        this,
        arrived.copy(),
        body,
        Slots.FLOW.in(exchange).orElse(null),
        content,
        source(exchange, arrived, content));
  }

  /**
   * The name on receipts, and in delivery ids.
   *
   * @param flow empty for the id of the route
   */
  public void setFlow(String flow) {
    this.flow = flow;
  }
}
