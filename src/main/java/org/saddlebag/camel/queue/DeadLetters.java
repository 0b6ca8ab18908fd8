package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.broker.Broker;
import org.saddlebag.broker.BrokerTroubles;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.Slots;
import org.saddlebag.errors.SaddlebagException;

/**
 * Where messages end that could not be delivered: those that never can be go to the dead-letter
 * queue, all others back to their own.
 */
public final class DeadLetters implements CamelContextAware {

  private CamelContext context;
  private String broker;
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
    if (exchange.getContext().isStopping()
        || MessageSlots.BATCH.in(exchange).isPresent()
        || !MessageFailures.inTheEnd(failure)
        || isHalfTaken(exchange)) {
      throw failure;
    }
    move(exchange, failure);
  }

  /** What is not there as a whole can't be moved on. */
  private static boolean isHalfTaken(Exchange exchange) {
    return MessageSlots.SPOOL.in(exchange).filter(spool -> !spool.isComplete()).isPresent();
  }

  private void move(Exchange exchange, Exception failure) {
    SaddlebagException why = Failures.ours(failure);
    try {
      MessageSlots.HELD
          .of(exchange)
          .moveTo(queue, Slots.flowOf(exchange), why, MessageSlots.SPOOL.in(exchange).orElse(null));
    } catch (JMSException e) {
      Broker at =
          CamelContextHelper.mandatoryLookup(context, QueueListeners.BROKER + broker, Broker.class);
      throw BrokerTroubles.of(at.settings(), e);
    }
    MessageSlots.DEAD.put(exchange, why);
  }

  /**
   * Whose queues they are.
   *
   * @param broker its configured name
   */
  public void setBroker(String broker) {
    this.broker = broker;
  }

  /**
   * Where dead letters go.
   *
   * @param queue its name
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
