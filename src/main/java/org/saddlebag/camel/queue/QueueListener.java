package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Route;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.saddlebag.broker.Broker;
import org.saddlebag.broker.BrokerTroubles;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionStatus;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Receives the messages of one flow. Says once when the broker goes and once when it is back, tries
 * to reach it with growing pauses, and tells the ledger when the queue is empty.
 */
final class QueueListener extends DefaultJmsMessageListenerContainer {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /** The broker may hand it out again at once. */
  private static final long UNREADABLE_PAUSE_MILLIS = 500;

  private final JmsEndpoint endpoint;
  private final Broker broker;
  private final FlowLedger ledger;
  private final EmptyLooks looks;
  private final GrowingPauses pauses = new GrowingPauses();
  private final AtomicReference<String> trouble = new AtomicReference<>();
  private volatile String flow;

  QueueListener(JmsEndpoint endpoint, Broker broker, FlowLedger ledger) {
    super(endpoint, false);
    this.endpoint = endpoint;
    this.broker = broker;
    this.ledger = ledger;
    this.looks = new EmptyLooks(endpoint.getConcurrentConsumers());
    setBackOff(pauses);
  }

  @Override
  protected Message receiveMessage(MessageConsumer consumer) throws JMSException {
    long events = ledger.events();
    Message message = super.receiveMessage(consumer);
    sayBack();
    if (message != null) {
      looks.found();
    } else if (looks.empty(events) && flow() != null) {
      ledger.foundNothing(flow(), events);
    }
    return message;
  }

  /**
   * A text that is no UTF-8 can't be taken out of the AMQP client, so nobody here can move it. It
   * goes back alone, without a new connection for all, until the broker has had enough of it.
   */
  @Override
  protected boolean doReceiveAndExecute(
      Object invoker, Session session, MessageConsumer consumer, TransactionStatus status)
      throws JMSException {
    try {
      return super.doReceiveAndExecute(invoker, session, consumer, status);
    } catch (JMSException e) {
      if (session == null
          || flow() == null
          || !(e.getCause() instanceof CharacterCodingException)) {
        throw e;
      }
      session.rollback();
      looks.found();
      ledger.begins(flow());
      ledger.wentBack(flow(), "a text message", 1, unreadable(e));
      applyBackOffTime(() -> UNREADABLE_PAUSE_MILLIS);
      return false;
    }
  }

  private static Refused unreadable(JMSException e) {
    return new Refused(
        MessageError.MESSAGE_UNREADABLE, "can't read the message: " + e.getMessage(), e);
  }

  @Override
  protected void handleListenerSetupFailure(Throwable failure, boolean alreadyRecovered) {
    sayOnce(failure);
    if (!alreadyRecovered && isRunning()) {
      pauses.failedAgain();
      pollFailed();
    }
  }

  @Override
  protected void refreshConnectionUntilSuccessful() {
    BackOffExecution waiting = pauses.start();
    while (isRunning()) {
      try {
        refreshSharedConnection();
        return;
      } catch (JMSException | RuntimeException e) {
        sayOnce(e);
        pollFailed();
        if (!applyBackOffTime(waiting)) {
          return;
        }
      }
    }
  }

  private void pollFailed() {
    if (flow() != null) {
      ledger.pollFailed(flow());
    }
  }

  /** While the routes stop, a broken connection is no trouble any more. */
  private void sayOnce(Throwable failure) {
    SaddlebagException why = BrokerTroubles.of(broker.settings(), failure);
    if (isRunning() && !why.code().id().equals(trouble.getAndSet(why.code().id()))) {
      LOG.error(
          "{}: {}: {}; trying again with growing pauses [{}]",
          flow(),
          why.code().id(),
          why.what(),
          why.fix());
    }
  }

  private void sayBack() {
    if (trouble.get() != null && trouble.getAndSet(null) != null) {
      pauses.over();
      if (flow() != null) {
        ledger.reached(flow());
      }
      LOG.info("{}: {} answers again", flow(), broker);
    }
  }

  /** The endpoint belongs to one route, as it names beans that belong to one. */
  private String flow() {
    if (flow == null) {
      flow =
          endpoint.getCamelContext().getRoutes().stream()
              .filter(route -> route.getEndpoint() == endpoint)
              .map(Route::getRouteId)
              .findFirst()
              .orElse(null);
    }
    return flow;
  }
}
