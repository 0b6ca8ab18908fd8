package org.saddlebag.broker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsDestination;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.apache.qpid.jms.policy.JmsDeserializationPolicy;
import org.saddlebag.aws.TlsContext;

/**
 * Connections by AMQP 1.0. Messages are handed out one by one, so that no more than what is worked
 * on is in memory.
 */
final class AmqpConnections extends BrokerConnections {

  private final JmsConnectionFactory amqp;

  AmqpConnections(BrokerSettings settings) {
    super(settings);
    this.amqp = new JmsConnectionFactory(address(settings));
    amqp.setConnectTimeout(CONNECT_MILLIS);
    amqp.setRequestTimeout(ANSWER_MILLIS);
    amqp.setSendTimeout(ANSWER_MILLIS);
    JmsDefaultPrefetchPolicy oneByOne = new JmsDefaultPrefetchPolicy();
    oneByOne.setAll(0);
    amqp.setPrefetchPolicy(oneByOne);
    // Else a message that the broker refuses is no error, and the commit succeeds without it.
    amqp.setForceSyncSend(true);
    amqp.setValidatePropertyNames(false);
    amqp.setDeserializationPolicy(new NoObjects());
    if (settings.encrypted()) {
      amqp.setSslContext(TlsContext.of(settings.tls(), BrokerError.TLS));
    }
  }

  private static String address(BrokerSettings settings) {
    String sockets =
        "transport.useEpoll=false&transport.useKQueue=false&transport.connectTimeout="
            + CONNECT_MILLIS;
    String versions =
        settings.encrypted()
            ? "&transport.verifyHost=true&transport.enabledProtocols="
                + String.join(",", settings.tls().versions())
            : "";
    return settings.uri() + "?" + sockets + versions;
  }

  @Override
  Connection connect() throws JMSException {
    return amqp.createConnection();
  }

  @Override
  Connection connect(String user, String password) throws JMSException {
    return amqp.createConnection(user, password);
  }

  /** A stranger's objects never become ours, not even where somebody asks for them. */
  private static final class NoObjects implements JmsDeserializationPolicy {
    @Override
    public JmsDeserializationPolicy copy() {
      return this;
    }

    @Override
    public boolean isTrustedType(JmsDestination destination, Class<?> type) {
      return false;
    }
  }
}
