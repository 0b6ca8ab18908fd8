package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Instant;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.errors.OneLine;
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
      id = message.getJMSMessageID();
    } catch (JMSException e) {
      id = null;
    }
    return new HeldMessage(message, session, id == null ? "a message without an id" : id);
  }

  /** Whether somebody has given it an id. */
  boolean hasId() throws JMSException {
    return message.getJMSMessageID() != null;
  }

  /**
   * Sends it on within its own session: it leaves its queue and comes to the other by one commit.
   *
   * @param queue where to
   * @param flow whose it was
   * @param why is told in headers
   */
  void moveTo(String queue, String flow, SaddlebagException why) throws JMSException {
    Map<String, Object> properties = properties();
    message.clearProperties();
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      set(property.getKey(), property.getValue());
    }
    message.setStringProperty(CODE, why.code().id());
    message.setStringProperty(REASON, OneLine.of(why.what()));
    message.setStringProperty(FIX, why.fix());
    message.setStringProperty(FLOW, flow);
    message.setStringProperty(ORIGINAL_ID, id);
    message.setStringProperty(AT, Instant.now().toString());
    try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      producer.send(
          message,
          message.getJMSDeliveryMode(),
          message.getJMSPriority(),
          Message.DEFAULT_TIME_TO_LIVE);
    }
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
  private void set(String name, Object value) {
    if (name.startsWith("JMSX")) {
      return;
    }
    try {
      message.setObjectProperty(name, value);
    } catch (JMSException | RuntimeException e) {
      // Left out: the reason and the content matter more.
    }
  }
}
