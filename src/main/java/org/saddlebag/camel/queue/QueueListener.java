package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Route;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.saddlebag.broker.Broker;
import org.saddlebag.broker.BrokerTroubles;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Receives the messages of one flow. Says once when the broker goes and once when it is back, tries
 * to reach it with growing pauses, and tells the ledger when the queue is empty.
 */
final class QueueListener extends DefaultJmsMessageListenerContainer {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final JmsEndpoint endpoint;
  private final Broker broker;
  private final FlowLedger ledger;
  private final EmptyLooks looks;
  private final AtomicReference<String> trouble = new AtomicReference<>();
  private volatile String flow;

  QueueListener(JmsEndpoint endpoint, Broker broker, FlowLedger ledger) {
    super(endpoint, false);
    this.endpoint = endpoint;
    this.broker = broker;
    this.ledger = ledger;
    this.looks = new EmptyLooks(endpoint.getConcurrentConsumers());
    ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
    pauses.setMaxInterval(LONGEST_PAUSE_MILLIS);
    setBackOff(pauses);
    this.pauses = pauses;
  }

  private final ExponentialBackOff pauses;

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

  @Override
  protected void handleListenerSetupFailure(Throwable failure, boolean alreadyRecovered) {
    sayOnce(failure);
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
        if (flow() != null) {
          ledger.pollFailed(flow());
        }
        if (!applyBackOffTime(waiting)) {
          return;
        }
      }
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
