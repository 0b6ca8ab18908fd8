package org.saddlebag.camel.queue;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.MessageListenerContainerFactory;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.broker.Broker;
import org.saddlebag.camel.FlowLedger;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/** Gives Camel's JMS consumer our listener: a bean of a route template. */
public final class QueueListeners implements MessageListenerContainerFactory, CamelContextAware {

  /** Before the name of a broker, for its bean in the registry. */
  public static final String BROKER = "broker-";

  /** Before the name of a broker, for the bean of its connections. */
  public static final String CONNECTIONS = "broker-connections-";

  private CamelContext context;
  private String broker;

  @Override
  public AbstractMessageListenerContainer createMessageListenerContainer(JmsEndpoint endpoint) {
    return new QueueListener(
        endpoint,
        CamelContextHelper.mandatoryLookup(context, BROKER + broker, Broker.class),
        CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class));
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
