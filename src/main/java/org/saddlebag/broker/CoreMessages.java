package org.saddlebag.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.apache.activemq.artemis.api.core.FilterConstants;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.client.impl.ClientLargeMessageInternal;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/** What Artemis' own messages need to be read and written like all others. */
public final class CoreMessages {

  private CoreMessages() {}

  /**
   * A message's id, the same at each delivery and by each protocol. What came by AMQP gets a random
   * id from the broker each time it is turned into a message of Core; its own stands in a property.
   * A client of Core may have copied that property into a message of its own, and left its mark.
   *
   * @param message as received
   * @return null where nobody has given it one
   * @throws JMSException if it can't be read
   */
  public static String id(Message message) throws JMSException {
    if (message instanceof ActiveMQMessage own) {
      ClientMessage core = own.getCoreMessage();
      Object byAmqp = core.getObjectProperty(FilterConstants.NATIVE_MESSAGE_ID);
      if (byAmqp != null
          && !core.containsProperty(ActiveMQConnection.CONNECTION_ID_PROPERTY_NAME)) {
        return byAmqp.toString();
      }
    }
    return message.getJMSMessageID();
  }

  /**
   * Sets a property whatever its name. Artemis' client takes identifiers of Java alone, AMQP's any
   * text.
   *
   * @param message to be sent
   * @param name of the property
   * @param value of a kind that JMS knows
   * @throws JMSException if it can't be set
   */
  public static void set(Message message, String name, Object value) throws JMSException {
    if (message instanceof ActiveMQMessage own) {
      own.getCoreMessage().putObjectProperty(name, value);
    } else {
      message.setObjectProperty(name, value);
    }
  }

  /**
   * The length of the body of a message that is neither bytes nor text nor anything else that JMS
   * knows, as clients of Core may send it.
   *
   * @param message of no kind
   * @return bytes; 0 for one without a body, as JMS knows it
   */
  public static int bytesOfNoKind(Message message) {
    if (!(message instanceof ActiveMQMessage own)) {
      return 0;
    }
    // Of a large one the client tells what the sender claims; it has been received as a whole.
    return own.getCoreMessage() instanceof ClientLargeMessageInternal large
        ? large.getBodyBuffer().readableBytes()
        : own.getCoreMessage().getBodySize();
  }
}
