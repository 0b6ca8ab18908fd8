package org.saddlebag.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.SaddlebagException;

/** A broker and the connections to it, which flows share. Safe for use by several threads. */
public final class Broker implements AutoCloseable {

  private final BrokerSettings settings;
  private final BrokerConnections connections;
  private final JmsPoolConnectionFactory pool;

  private Broker(BrokerSettings settings, BrokerConnections connections) {
    this.settings = settings;
    this.connections = connections;
    this.pool = new JmsPoolConnectionFactory();
    pool.setConnectionFactory(connections);
    pool.setMaxConnections(settings.connections());
    pool.setUseProviderJMSContext(false);
  }

  /**
   * Makes a pool; nobody is spoken to yet.
   *
   * @param settings who and how
   * @return to be closed
   * @throws org.saddlebag.errors.Refused if the CA bundle or the client certificate is of no use
   */
  public static Broker of(BrokerSettings settings) {
    return new Broker(settings, BrokerConnections.of(settings));
  }

  /**
   * Who it is.
   *
   * @return the settings
   */
  public BrokerSettings settings() {
    return settings;
  }

  /**
   * Pooled connections.
   *
   * @return closed with this
   */
  public ConnectionFactory connections() {
    return pool;
  }

  /**
   * Looks, over a connection of its own, whether we may receive from a queue and send to another.
   *
   * @param queue the queue
   * @param deadLetters the other
   * @throws SaddlebagException if not
   */
  public void require(String queue, String deadLetters) {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      require(queue, () -> session.createConsumer(session.createQueue(queue)).close());
      require(deadLetters, () -> session.createProducer(session.createQueue(deadLetters)).close());
    } catch (JMSException e) {
      throw BrokerTroubles.of(settings, e);
    }
  }

  /**
   * Looks, over a connection of its own, whether we may send to a queue.
   *
   * @param queue the queue
   * @throws SaddlebagException if not
   */
  public void requireSending(String queue) {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      require(queue, () -> session.createProducer(session.createQueue(queue)).close());
    } catch (JMSException e) {
      throw BrokerTroubles.of(settings, e);
    }
  }

  private void require(String queue, Look look) throws JMSException {
    try {
      look.take();
    } catch (JMSException e) {
      if (!BrokerTroubles.ofTheQueue(e)) {
        throw e;
      }
      throw new BrokerUnavailable(
          BrokerError.NO_SUCH_QUEUE,
          "%s has no queue '%s': %s".formatted(settings, queue, e.getMessage()),
          false,
          e);
    }
  }

  /** What asks the broker for a queue. */
  @FunctionalInterface
  private interface Look {
    void take() throws JMSException;
  }

  @Override
  public void close() {
    pool.stop();
    connections.close();
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
