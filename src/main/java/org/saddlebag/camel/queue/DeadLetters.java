package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import org.apache.camel.Exchange;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.Slots;

/**
 * Where messages end that could not be delivered: those that never can be go to the dead-letter
 * queue, all others back to their own.
 */
public final class DeadLetters {

  private String queue;

  /**
   * Moves a message, or fails as the delivery did, so that its session is rolled back.
   *
   * @param exchange the failed exchange
   * @throws Exception what the delivery failed with; or if the message can't be moved, which takes
   *     it back, too
   */
  public void take(Exchange exchange) throws Exception {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (exchange.getContext().isStopping() || !MessageFailures.ofTheMessage(failure)) {
      throw failure;
    }
    move(exchange, failure);
  }

  private void move(Exchange exchange, Exception failure) throws JMSException {
    MessageSlots.HELD.of(exchange).moveTo(queue, Slots.flowOf(exchange), Failures.ours(failure));
    MessageSlots.DEAD.put(exchange, Failures.ours(failure));
  }

  /**
   * Where dead letters go.
   *
   * @param queue its name
   */
  public void setQueue(String queue) {
    this.queue = queue;
  }
}
