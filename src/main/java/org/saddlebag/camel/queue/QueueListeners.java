package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.MessageListenerContainerFactory;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.broker.Broker;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.batch.BatchGate;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.delivery.MessageBatches;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * Gives Camel's JMS consumer our listener, which works on messages one by one or many together: a
 * bean of a route template.
 */
public final class QueueListeners implements MessageListenerContainerFactory, CamelContextAware {

  /** Before the name of a broker, for its bean in the registry. */
  public static final String BROKER = "broker-";

  /** Before the name of a broker, for the bean of its connections. */
  public static final String CONNECTIONS = "broker-connections-";

  private final BatchSettings batch = new BatchSettings();

  /** The steps of a route run on the thread of its consumer. */
  private final Map<Thread, InHand> inHand = new ConcurrentHashMap<>();

  private CamelContext context;
  private String broker;
  private MessageBatches memory;
  private BatchGate gate;

  @Override
  public AbstractMessageListenerContainer createMessageListenerContainer(JmsEndpoint endpoint) {
    Broker from = CamelContextHelper.mandatoryLookup(context, BROKER + broker, Broker.class);
    FlowLedger ledger = CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class);
    return batch.single()
        ? new QueueListener(endpoint, from, ledger)
        : new BatchListener(endpoint, from, ledger, this);
  }

  /**
   * What the consumer of a route has gathered; to be asked before the route's first step has ended.
   *
   * @return empty where it works on messages one by one
   */
  static Optional<InHand> inHand(Exchange exchange) {
    return exchange.getFromEndpoint() instanceof JmsEndpoint endpoint
            && endpoint.getMessageListenerContainerFactory() instanceof QueueListeners listeners
        ? Optional.ofNullable(listeners.inHand.get(Thread.currentThread()))
        : Optional.empty();
  }

  /** Runs one pass through the route. */
  void give(InHand hand, Pass pass) throws JMSException {
    inHand.put(Thread.currentThread(), hand);
    try {
      pass.run();
    } finally {
      inHand.remove(Thread.currentThread());
    }
  }

  /** What the listener of Spring does with a message. */
  @FunctionalInterface
  interface Pass {
    void run() throws JMSException;
  }

  /** What this node remembers of the flow's batches; the same however often its consumers begin. */
  synchronized MessageBatches memory(String flow) {
    if (memory == null) {
      memory = batch.memory(context, flow, Duration.ZERO);
    }
    return memory;
  }

  /** Whether messages can be noted; the same for all consumers. */
  synchronized BatchGate gate(String flow, FlowLedger ledger) {
    if (gate == null) {
      gate = new BatchGate(flow, memory(flow), ledger);
    }
    return gate;
  }

  /**
   * How many messages become one object, and how; by default each is one.
   *
   * @return to be set
   */
  public BatchSettings getBatch() {
    return batch;
  }

  /**
   * Whose queue it is.
   *
   * @param broker its configured name
   */
  public void setBroker(String broker) {
    this.broker = broker;
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
