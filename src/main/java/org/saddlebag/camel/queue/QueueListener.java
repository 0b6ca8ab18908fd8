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
 * to reach it with growing pauses, and tells the ledger when the queue is empty. Works on each
 * message by itself; see {@link BatchListener}.
 */
class QueueListener extends DefaultJmsMessageListenerContainer {

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
    String before = trouble.get();
    Message message = super.receiveMessage(consumer);
    if (message == null) {
      requireOpen(consumer);
    }
    sayBack(before);
    if (message != null) {
      looks.found();
    } else if (looks.empty(events) && flow() != null) {
      ledger.foundNothing(flow(), events);
    }
    return message;
  }

  /** Of a connection that breaks while they wait, some clients tell as of an empty queue. */
  private static void requireOpen(MessageConsumer consumer) throws JMSException {
    consumer.getMessageSelector();
  }

  /**
   * A text that is no UTF-8 can't be taken out of the AMQP client, so nobody here can move it. It
   * goes back alone, without a new connection for all, until the broker has had enough of it.
   */
  @Override
  protected final boolean doReceiveAndExecute(
      Object invoker, Session session, MessageConsumer consumer, TransactionStatus status)
      throws JMSException {
    try {
      return receiveAndWork(invoker, session, consumer, status);
    } catch (JMSException e) {
      if (session == null
          || flow() == null
          || !(e.getCause() instanceof CharacterCodingException)) {
        throw e;
      }
      session.rollback();
      cameUnreadable();
      looks.found();
      ledger.begins(flow());
      ledger.wentBack(flow(), "a text message", 1, unreadable(e));
      applyBackOffTime(() -> UNREADABLE_PAUSE_MILLIS);
      return false;
    }
  }

  /** Receives, works and commits, or rolls back. */
  boolean receiveAndWork(
      Object invoker, Session session, MessageConsumer consumer, TransactionStatus status)
      throws JMSException {
    return super.doReceiveAndExecute(invoker, session, consumer, status);
  }

  /** There is a message that can't be received, and all that came before it has gone back. */
  void cameUnreadable() {}

  private static Refused unreadable(JMSException e) {
    return new Refused(
        MessageError.MESSAGE_UNREADABLE, "can't read the message: " + e.getMessage(), e);
  }

  /**
   * A consumer that was at work learns late that its connection has broken. Where another has
   * replaced it meanwhile, that is no news: it was told, and may be over.
   */
  @Override
  protected void handleListenerSetupFailure(Throwable failure, boolean alreadyRecovered) {
    if (alreadyRecovered) {
      return;
    }
    sayOnce(failure);
    if (isRunning()) {
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

  final FlowLedger ledger() {
    return ledger;
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

  /**
   * There is an answer.
   *
   * @param before the trouble when it was asked for; an answer says nothing of a later one
   */
  private void sayBack(String before) {
    if (before != null && trouble.compareAndSet(before, null)) {
      pauses.over();
      if (flow() != null) {
        ledger.reached(flow());
      }
      LOG.info("{}: {} answers again", flow(), broker);
    }
  }

  /** The endpoint belongs to one route, as it names beans that belong to one. */
  final String flow() {
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
