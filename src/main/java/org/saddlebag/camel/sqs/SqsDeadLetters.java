package org.saddlebag.camel.sqs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.Slots;
import org.saddlebag.camel.queue.MessageFailures;
import org.saddlebag.camel.queue.MessageSlots;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.Sqs;

/**
 * Where messages end that could not be delivered: those that never can be go to the dead-letter
 * queue, or wait for the redrive policy of their own; all others come again.
 */
public final class SqsDeadLetters implements CamelContextAware {

  private CamelContext context;
  private String queue = "";

  /**
   * Sends a message on, or fails as the delivery did, so that it stays in its queue.
   *
   * @param exchange the failed exchange
   * @throws Exception what the delivery failed with; or if the message can't be sent on, which
   *     leaves it, too
   */
  public void take(Exchange exchange) throws Exception {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (exchange.getContext().isStopping()
        || MessageSlots.BATCH.in(exchange).isPresent()
        || !MessageFailures.inTheEnd(failure)) {
      throw failure;
    }
    SaddlebagException why = Failures.ours(failure);
    if (queue.isBlank()) {
      SqsSlots.END.put(exchange, MessageWork.End.STAYS);
    } else {
      ReceivedMessage message = SqsSlots.TAKEN.of(exchange);
      CamelContextHelper.mandatoryFindSingleByType(context, Sqs.class)
          .queue(queue)
          .sendOn(message, reasons(message, Slots.flowOf(exchange), why));
    }
    MessageSlots.DEAD.put(exchange, why);
  }

  /** A message has room for few attributes: what says most comes first. */
  private static List<Map.Entry<String, String>> reasons(
      ReceivedMessage message, String flow, SaddlebagException why) {
    return List.of(
        Map.entry("SaddlebagReason", OneLine.of(why.what())),
        Map.entry("SaddlebagCode", why.code().id()),
        Map.entry("SaddlebagMessageId", message.id()),
        Map.entry("SaddlebagFlow", flow),
        Map.entry("SaddlebagTime", Instant.now().toString()),
        Map.entry("SaddlebagFix", why.fix()));
  }

  /**
   * Where dead letters go.
   *
   * @param queue its name; blank where the redrive policy of the queue they come from decides
   */
  public void setQueue(String queue) {
    this.queue = queue;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }
}
