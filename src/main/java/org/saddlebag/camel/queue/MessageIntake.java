package org.saddlebag.camel.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultMessage;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.errors.Refused;

/**
 * Takes a received message up. What the steps behind it see is a new message without any header
 * whose body is the source; of the old one nothing gets through but its content and the headers
 * that the flow names.
 */
public final class MessageIntake implements Processor, CamelContextAware {

  private CamelContext context;
  private FlowLedger ledger;
  private DeliveryState state;
  private Set<String> wanted = Set.of();
  private List<String> metadata = List.of();
  private Set<String> keyHeaders = Set.of();
  private long maxBytes = Long.MAX_VALUE;
  private String contentType = "";
  private int attempts = 1;

  @Override
  public void process(Exchange exchange) {
    String flow = exchange.getFromRouteId();
    JmsMessage received = exchange.getMessage(JmsMessage.class);
    if (received == null) {
      Bodies.require(exchange, Message.class);
      throw new IllegalStateException("a message that no JMS consumer has received");
    }
    HeldMessage held = HeldMessage.of(received.getJmsMessage(), received.getJmsSession());
    ledger.begins(flow);
    exchange
        .getExchangeExtension()
        .addOnCompletion(new MessageCompletion(flow, held.id(), ledger, state));
    Slots.FLOW.put(exchange, flow);
    MessageSlots.HELD.put(exchange, held);
    MessageSlots.ATTEMPTS.put(exchange, attempts);
    exchange.setMessage(new DefaultMessage(exchange));
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
    Map<String, String> headers = JmsHeaders.read(message, wanted);
    return new SourceMessage(
        held.id(),
        message.getJMSTimestamp() > 0 ? Instant.ofEpochMilli(message.getJMSTimestamp()) : null,
        message.getJMSRedelivered(),
        content.lengthBytes(),
        contentType.isBlank() ? content.mediaType() : contentType,
        headers,
        metadata(headers),
        content.open());
  }

  /** User metadata has names in lower case only. */
  private Map<String, String> metadata(Map<String, String> headers) {
    Map<String, String> chosen = new TreeMap<>();
    for (String name : metadata) {
      if (headers.containsKey(name)) {
        chosen.put(name.toLowerCase(Locale.ROOT), headers.get(name));
      }
    }
    return chosen;
  }

  private void want() {
    Set<String> all = new HashSet<>(keyHeaders);
    all.addAll(metadata);
    wanted = Set.copyOf(all);
  }

  /**
   * Which headers object keys are made from.
   *
   * @param objectKey the flow's template
   */
  public void setObjectKey(String objectKey) {
    keyHeaders = ObjectKeyTemplate.parse(objectKey).headers();
    want();
  }

  /**
   * Which headers become user metadata.
   *
   * @param names separated by commas
   */
  public void setMetadata(String names) {
    metadata = MetadataNames.parse(names);
    want();
  }

  /**
   * The largest message.
   *
   * @param bytes of its content
   */
  public void setMaxMessageBytes(long bytes) {
    maxBytes = bytes;
  }

  /**
   * How often a delivery is tried.
   *
   * @param attempts in all, from 1
   */
  public void setAttempts(int attempts) {
    this.attempts = attempts;
  }

  /**
   * The media type of all objects.
   *
   * @param type empty where the kind of the message tells
   */
  public void setContentType(String type) {
    contentType = type;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.ledger = CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class);
    this.state = CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
  }
}
