package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.support.DefaultMessage;
import org.saddlebag.broker.LargeMessage;
import org.saddlebag.camel.Bodies;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.errors.Refused;

/** Takes up what a JMS consumer has received. */
public final class MessageIntake extends Intake {

  private long maxBytes = Long.MAX_VALUE;
  private long maxLargeBytes = Long.MAX_VALUE;

  @Override
  public void process(Exchange exchange) {
    JmsMessage received = exchange.getMessage(JmsMessage.class);
    if (received == null) {
      Bodies.require(exchange, Message.class);
      throw new IllegalStateException("a message that no JMS consumer has received");
    }
    HeldMessage held = HeldMessage.of(received.getJmsMessage(), received.getJmsSession());
    Optional<InHand> hand = QueueListeners.inHand(exchange);
    if (hand.isPresent()) {
      takeUp(exchange, held, hand.get());
      return;
    }
    if (MessageSlots.HELD.in(exchange).isEmpty()) {
      begin(exchange, held.id());
      MessageSlots.HELD.put(exchange, held);
    } else {
      exchange.setMessage(new DefaultMessage(exchange));
    }
    exchange.getMessage().setBody(readable(exchange, held));
  }

  /** What its consumer has gathered, or has found to be no part of that. */
  private void takeUp(Exchange exchange, HeldMessage held, InHand hand) {
    if (hand.unfit() == null) {
      begin(exchange, hand.gathered());
    } else {
      begin(exchange, held.id());
      MessageSlots.HELD.put(exchange, held);
      throw hand.unfit();
    }
  }

  private SourceMessage readable(Exchange exchange, HeldMessage held) {
    HeldMessage.Parts parts = held.read(message -> content(exchange, message), wanted());
    SourceMessage source =
        new SourceMessage(
            held.id(),
            parts.sent(),
            parts.redelivered(),
            parts.content().lengthBytes(),
            contentType(parts.content().mediaType()),
            parts.headers(),
            metadata(parts.headers()),
            parts.content().open());
    try {
      return referenced(exchange, source);
    } catch (IOException e) {
      throw new Refused(
          MessageError.MESSAGE_UNREADABLE, "can't read the message: " + e.getMessage(), e);
    }
  }

  private JmsContent content(Exchange exchange, Message message) throws JMSException {
    Optional<LargeMessage> large = LargeMessage.of(message);
    if (large.isEmpty()) {
      return MemoryContent.of(message, maxBytes);
    }
    MemoryContent.requireAtMost(maxLargeBytes, large.get().declaredBytes());
    return LargeContent.take(exchange, large.get(), state().directory(), maxLargeBytes);
  }

  /**
   * The largest message that is streamed.
   *
   * @param bytes of its content
   */
  public void setMaxLargeMessageBytes(long bytes) {
    maxLargeBytes = bytes;
  }

  /**
   * The largest message that is in memory as a whole.
   *
   * @param bytes of its content
   */
  public void setMaxMessageBytes(long bytes) {
    maxBytes = bytes;
  }
}
