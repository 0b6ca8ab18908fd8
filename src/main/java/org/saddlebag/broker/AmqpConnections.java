package org.saddlebag.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.Arrays;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsDestination;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.apache.qpid.jms.policy.JmsDeserializationPolicy;
import org.saddlebag.aws.TlsCodes;
import org.saddlebag.aws.TlsContext;

/**
 * New connections to one broker. The password is read anew for each; messages are handed out one by
 * one, so that no more than what is worked on is in memory.
 */
final class AmqpConnections implements ConnectionFactory {

  private static final TlsCodes TLS =
      new TlsCodes(BrokerError.BROKER_CA_BUNDLE, BrokerError.BROKER_CLIENT_CERTIFICATE);

  private static final int CONNECT_MILLIS = 10_000;
  private static final int ANSWER_MILLIS = 60_000;

  private final BrokerSettings settings;
  private final JmsConnectionFactory amqp;

  AmqpConnections(BrokerSettings settings) {
    this.settings = settings;
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
      amqp.setSslContext(TlsContext.of(settings.tls(), TLS));
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
  public Connection createConnection() throws JMSException {
    if (settings.user() == null) {
      return amqp.createConnection();
    }
    char[] password = settings.password().get();
    try {
      return amqp.createConnection(settings.user(), new String(password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Who connects is configured and nowhere else. */
  @Override
  public Connection createConnection(String user, String password) {
    throw new UnsupportedOperationException("user and password are the configuration's");
  }

  @Override
  public JMSContext createContext() {
    throw new UnsupportedOperationException("connections only");
  }

  @Override
  public JMSContext createContext(String user, String password) {
    throw new UnsupportedOperationException("connections only");
  }

  @Override
  public JMSContext createContext(String user, String password, int sessionMode) {
    throw new UnsupportedOperationException("connections only");
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    throw new UnsupportedOperationException("connections only");
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
