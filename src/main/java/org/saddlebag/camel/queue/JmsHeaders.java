package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.saddlebag.broker.CoreMessages;

/** Reads single headers of a message, by the names that a flow asks for. */
final class JmsHeaders {

  private JmsHeaders() {}

  /** What the message has of these; what it lacks, or has as bytes, is absent. */
  static Map<String, String> read(Message message, Collection<String> names) throws JMSException {
    Map<String, String> found = new TreeMap<>();
    for (String name : names) {
      String value = value(message, name);
      if (value != null) {
        found.put(name, value);
      }
    }
    return found;
  }

  private static String value(Message message, String name) throws JMSException {
    return switch (name) {
      case "JMSMessageID" -> CoreMessages.id(message);
      case "JMSCorrelationID" -> message.getJMSCorrelationID();
      case "JMSType" -> message.getJMSType();
      case "JMSTimestamp" -> String.valueOf(message.getJMSTimestamp());
      case "JMSPriority" -> String.valueOf(message.getJMSPriority());
      default -> property(message, name);
    };
  }

  private static String property(Message message, String name) throws JMSException {
    Object value = message.getObjectProperty(name);
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? String.valueOf(value)
        : null;
  }
}
