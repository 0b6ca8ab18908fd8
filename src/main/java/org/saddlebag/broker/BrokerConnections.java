package org.saddlebag.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.Arrays;

/** New connections to one broker. The password is read anew for each. */
abstract class BrokerConnections implements ConnectionFactory, AutoCloseable {

  static final int CONNECT_MILLIS = 10_000;
  static final int ANSWER_MILLIS = 60_000;

  private final BrokerSettings settings;

  BrokerConnections(BrokerSettings settings) {
    this.settings = settings;
  }

  static BrokerConnections of(BrokerSettings settings) {
    return settings.core() ? new CoreConnections(settings) : new AmqpConnections(settings);
  }

  /** Connects as nobody. */
  abstract Connection connect() throws JMSException;

  abstract Connection connect(String user, String password) throws JMSException;

  @Override
  public final Connection createConnection() throws JMSException {
    if (settings.user() == null) {
      return connect();
    }
    char[] password = settings.password().get();
    try {
      return connect(settings.user(), new String(password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Lets go of what outlives the connections. */
  @Override
  public void close() {}

  /** Who connects is configured and nowhere else. */
  @Override
  public final Connection createConnection(String user, String password) {
    throw new UnsupportedOperationException("user and password are the configuration's");
  }

  @Override
  public final JMSContext createContext() {
    throw new UnsupportedOperationException("connections only");
  }

  @Override
  public final JMSContext createContext(String user, String password) {
    throw new UnsupportedOperationException("connections only");
  }

  @Override
  public final JMSContext createContext(String user, String password, int sessionMode) {
    throw new UnsupportedOperationException("connections only");
  }

  @Override
  public final JMSContext createContext(int sessionMode) {
    throw new UnsupportedOperationException("connections only");
  }
}
