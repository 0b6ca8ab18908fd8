package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessage;
import org.saddlebag.camel.Bodies;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.errors.Refused;

/** Takes up what a JMS consumer has received. */
public final class MessageIntake extends Intake {

  private long maxBytes = Long.MAX_VALUE;

  @Override
  public void process(Exchange exchange) {
    JmsMessage received = exchange.getMessage(JmsMessage.class);
    if (received == null) {
      Bodies.require(exchange, Message.class);
      throw new IllegalStateException("a message that no JMS consumer has received");
    }
    HeldMessage held = HeldMessage.of(received.getJmsMessage(), received.getJmsSession());
    begin(exchange, held.id());
    MessageSlots.HELD.put(exchange, held);
    exchange.getMessage().setBody(readable(held));
  }

  /** The message is here as a whole: what can't be read of it now never can be. */
  private SourceMessage readable(HeldMessage held) {
    try {
      return source(held);
    } catch (JMSException e) {
      throw new Refused(
          MessageError.MESSAGE_UNREADABLE, "can't read the message: " + e.getMessage(), e);
    }
  }

  private SourceMessage source(HeldMessage held) throws JMSException {
    Message message = held.message();
    if (!held.hasId()) {
      throw new Refused(MessageError.MESSAGE_WITHOUT_ID, "the message has no id");
    }
    JmsContent content = JmsContent.of(message);
    if (content.lengthBytes() > maxBytes) {
      throw new Refused(
          MessageError.MESSAGE_TOO_LARGE,
          "the message has %d bytes, may have %d".formatted(content.lengthBytes(), maxBytes));
    }
    Map<String, String> headers = JmsHeaders.read(message, wanted());
    return new SourceMessage(
        held.id(),
        message.getJMSTimestamp() > 0 ? Instant.ofEpochMilli(message.getJMSTimestamp()) : null,
        message.getJMSRedelivered(),
        content.lengthBytes(),
        contentType(content.mediaType()),
        headers,
        metadata(headers),
        content.open());
  }

  /**
   * The largest message.
   *
   * @param bytes of its content
   */
  public void setMaxMessageBytes(long bytes) {
    maxBytes = bytes;
  }
}
