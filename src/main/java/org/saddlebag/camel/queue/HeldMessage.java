package org.saddlebag.camel.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Instant;
import java.util.Collection;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.broker.CoreMessages;
import org.saddlebag.broker.LargeMessage;
import org.saddlebag.delivery.Spool;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

/**
 * A message that is received and not yet acknowledged, with the session that holds it.
 *
 * @param message as it came
 * @param session transacted
 * @param id its id, or a stand-in where it has none
 */
record HeldMessage(Message message, Session session, String id) {

  private static final String REASON = "SaddlebagReason";
  private static final String CODE = "SaddlebagCode";
  private static final String FIX = "SaddlebagFix";
  private static final String FLOW = "SaddlebagFlow";
  private static final String ORIGINAL_ID = "SaddlebagMessageId";
  private static final String AT = "SaddlebagTime";

  static HeldMessage of(Message message, Session session) {
    String id;
    try {
      id = CoreMessages.id(message);
    } catch (JMSException e) {
      id = null;
    }
    return new HeldMessage(message, session, id == null ? "a message without an id" : id);
  }

  /**
   * What can be delivered of a message.
   *
   * @param content its bytes
   * @param sent when it was sent, or null
   * @param redelivered whether it has come before
   * @param headers those that were asked for and that it has
   */
  record Parts(
      JmsContent content, Instant sent, boolean redelivered, Map<String, String> headers) {}

  /** Takes the content of a message. */
  @FunctionalInterface
  interface Content {
    JmsContent of(Message message) throws JMSException;
  }

  /**
   * Reads it. It is here, though not yet a large body: what can't be read now never can be.
   *
   * @param content takes the content
   * @param headers the names of those that are wanted
   * @throws Refused if it can never be delivered
   */
  Parts read(Content content, Collection<String> headers) {
    try {
      if (CoreMessages.id(message) == null) {
        throw new Refused(MessageError.MESSAGE_WITHOUT_ID, "the message has no id");
      }
      long sent = message.getJMSTimestamp();
      return new Parts(
          content.of(message),
          sent > 0 ? Instant.ofEpochMilli(sent) : null,
          message.getJMSRedelivered(),
          JmsHeaders.read(message, headers));
    } catch (JMSException e) {
      throw new Refused(
          MessageError.MESSAGE_UNREADABLE, "can't read the message: " + e.getMessage(), e);
    }
  }

  /** The group that it is in order with, or null. */
  String group() {
    try {
      return message.getStringProperty("JMSXGroupID");
    } catch (JMSException e) {
      return null;
    }
  }

  /**
   * Sends it on within its own session: it leaves its queue and comes to the other by one commit.
   *
   * @param queue where to
   * @param flow whose it was
   * @param why is told in headers
   * @param body where it has been taken from a large message already, else null
   */
  void moveTo(String queue, String flow, SaddlebagException why, Spool body) throws JMSException {
    Map<String, Object> properties = properties();
    Message letter = letter(body);
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      set(letter, property.getKey(), property.getValue());
    }
    letter.setStringProperty(CODE, why.code().id());
    letter.setStringProperty(REASON, OneLine.of(why.what()));
    letter.setStringProperty(FIX, why.fix());
    letter.setStringProperty(FLOW, flow);
    letter.setStringProperty(ORIGINAL_ID, id);
    letter.setStringProperty(AT, Instant.now().toString());
    try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      producer.send(
          letter,
          message.getJMSDeliveryMode(),
          message.getJMSPriority(),
          Message.DEFAULT_TIME_TO_LIVE);
    }
  }

  /** The message itself; of a large one another, which has its body piece by piece. */
  private Message letter(Spool body) throws JMSException {
    LargeMessage large = LargeMessage.of(message).orElse(null);
    if (large == null) {
      message.clearProperties();
      return message;
    }
    BytesMessage letter = session.createBytesMessage();
    letter.setJMSCorrelationID(message.getJMSCorrelationID());
    letter.setJMSType(message.getJMSType());
    letter.setJMSReplyTo(message.getJMSReplyTo());
    LargeMessage.setBody(letter, body == null ? large.read() : body.open());
    // Last, as the client lets bytes alone have a stream.
    large.giveKindTo(letter);
    return letter;
  }

  private Map<String, Object> properties() throws JMSException {
    Map<String, Object> properties = new LinkedHashMap<>();
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements()) {
      String name = String.valueOf(names.nextElement());
      properties.put(name, message.getObjectProperty(name));
    }
    return properties;
  }

  /**
   * What only brokers may set they set again; what nobody may set again is not worth losing all.
   */
  private static void set(Message letter, String name, Object value) {
    if (name.startsWith("JMSX") || LargeMessage.tellsOfTheBody(name)) {
      return;
    }
    try {
      CoreMessages.set(letter, name, value);
    } catch (JMSException | RuntimeException e) {
      // Left out: the reason and the content matter more.
    }
  }
}
