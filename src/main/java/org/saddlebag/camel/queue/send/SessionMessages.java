package org.saddlebag.camel.queue.send;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import org.saddlebag.broker.Broker;
import org.saddlebag.broker.BrokerTroubles;
import org.saddlebag.broker.CoreMessages;
import org.saddlebag.camel.queue.MessageError;
import org.saddlebag.delivery.ClaimCheck;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectHead;

/** Sends in a session that somebody else commits or rolls back. */
final class SessionMessages implements Messages {

  /** By this Artemis knows a message that it has already. */
  private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  private final Broker broker;
  private final Session session;
  private final MessageProducer producer;
  private final Form form;
  private final String flow;
  private final ObjectHead object;
  private final DeliveryId id;
  private int parts;
  private int count;
  private boolean claim;

  /**
   * What messages are like.
   *
   * @param kind bytes or text
   * @param charset of text
   * @param metadata the user metadata that become properties
   */
  record Form(MessageKind kind, Charset charset, List<String> metadata) {}

  SessionMessages(
      Broker broker,
      Session session,
      MessageProducer producer,
      Form form,
      String flow,
      ObjectHead object) {
    this.broker = broker;
    this.session = session;
    this.producer = producer;
    this.form = form;
    this.flow = flow;
    this.object = object;
    this.id = DeliveryId.of(flow, object);
  }

  @Override
  public void whole(byte[] content) {
    send(() -> message(content), id.text());
  }

  @Override
  public void part(byte[] content) {
    parts++;
    send(
        () -> {
          Message message = message(content);
          message.setIntProperty("SaddlebagPart", parts);
          return message;
        },
        id.part(parts));
  }

  @Override
  public void claim(ClaimCheck check) {
    claim = true;
    send(
        () -> {
          Message message = session.createTextMessage(check.json());
          message.setBooleanProperty("SaddlebagClaim", true);
          return message;
        },
        id.claim());
  }

  /** What was sent, for people. */
  String what() {
    return claim ? "a claim check" : count == 1 ? "1 message" : count + " messages";
  }

  /** Makes a message. */
  @FunctionalInterface
  private interface Maker {
    Message make() throws JMSException;
  }

  private void send(Maker maker, String deliveryId) {
    try {
      Message message = maker.make();
      message.setStringProperty(DUPLICATE_ID, deliveryId);
      message.setStringProperty("SaddlebagDeliveryId", deliveryId);
      message.setStringProperty("SaddlebagFlow", flow);
      message.setStringProperty("SaddlebagBucket", object.address().bucket());
      message.setStringProperty("SaddlebagObjectKey", object.address().key());
      if (object.address().versionId() != null) {
        message.setStringProperty("SaddlebagVersionId", object.address().versionId());
      }
      for (String name : form.metadata()) {
        String value = object.metadata().get(name);
        if (value != null) {
          CoreMessages.set(message, name, value);
        }
      }
      producer.send(message);
      count++;
    } catch (JMSException e) {
      throw BrokerTroubles.of(broker.settings(), e);
    }
  }

  private Message message(byte[] content) throws JMSException {
    if (form.kind() == MessageKind.text) {
      TextMessage text = session.createTextMessage();
      text.setText(decode(content));
      return text;
    }
    BytesMessage bytes = session.createBytesMessage();
    bytes.writeBytes(content);
    return bytes;
  }

  private String decode(byte[] content) {
    try {
      return form.charset().newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new Refused(
          MessageError.MESSAGE_NOT_TEXT,
          "%s is no text in %s".formatted(object.address(), form.charset()));
    }
  }
}
