package org.saddlebag.camel.queue.send;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.broker.Broker;
import org.saddlebag.broker.BrokerTroubles;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.SentMessages;
import org.saddlebag.camel.Slots;
import org.saddlebag.camel.queue.QueueListeners;
import org.saddlebag.delivery.Failpoint;
import org.saddlebag.s3.ObjectHead;

/**
 * Sends what {@code OpenMessages} opened: all messages of an object in one transaction, which is
 * committed after the last byte was verified and rolled back otherwise. The broker shows none of
 * them before.
 */
public final class SendMessages implements Processor, CamelContextAware {

  private CamelContext context;
  private String broker;
  private String queue;
  private MessageKind kind = MessageKind.bytes;
  private Charset charset = StandardCharsets.UTF_8;
  private List<String> metadata = List.of();

  @Override
  public void process(Exchange exchange) throws IOException {
    Outgoing outgoing = Bodies.require(exchange, Outgoing.class);
    Broker to =
        CamelContextHelper.mandatoryLookup(context, QueueListeners.BROKER + broker, Broker.class);
    SentMessages sent;
    try (Connection connection = to.connections().createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      sent = send(exchange, outgoing, to, session);
    } catch (JMSException e) {
      throw BrokerTroubles.of(to.settings(), e);
    }
    CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class)
        .failpoints()
        .pass(Failpoint.AFTER_COMMIT);
    Slots.ARRIVAL.put(exchange, sent);
    exchange.getMessage().setBody(sent);
  }

  private SentMessages send(Exchange exchange, Outgoing outgoing, Broker to, Session session)
      throws IOException, JMSException {
    ObjectHead object = Slots.OBJECT.of(exchange);
    boolean committed = false;
    try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      SessionMessages messages =
          new SessionMessages(
              to,
              session,
              producer,
              new SessionMessages.Form(kind, charset, metadata),
              Slots.flowOf(exchange),
              object);
      long bytes = outgoing.give(messages);
      session.commit();
      committed = true;
      return new SentMessages(queue + " of " + to, messages.what(), bytes);
    } catch (JMSException | RuntimeException e) {
      if (Duplicates.refused(e)) {
        return new SentMessages(queue + " of " + to, "what it had from an earlier attempt", 0);
      }
      throw e;
    } finally {
      if (!committed) {
        rollBack(session);
      }
    }
  }

  /** A session that can't be rolled back is broken, and the broker forgets what it sent. */
  private static void rollBack(Session session) {
    try {
      session.rollback();
    } catch (JMSException e) {
      // What failed before is what matters.
    }
  }

  /**
   * Who takes the messages.
   *
   * @param broker its configured name
   */
  public void setBroker(String broker) {
    this.broker = broker;
  }

  /**
   * Where they go.
   *
   * @param queue its name
   */
  public void setQueue(String queue) {
    this.queue = queue;
  }

  /**
   * What they are.
   *
   * @param kind bytes or text
   */
  public void setMessage(MessageKind kind) {
    this.kind = kind;
  }

  /**
   * How text is encoded in the objects.
   *
   * @param name of a charset
   */
  public void setCharset(String name) {
    charset = Charset.forName(name);
  }

  /**
   * Which user metadata become properties.
   *
   * @param names separated by commas
   */
  public void setMetadata(String names) {
    metadata = PropertyNames.parse(names);
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
