package org.saddlebag.sqs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message that is in our hands until its visibility timeout ends. */
public final class ReceivedMessage {

  /** What SQS itself says of a message, by its names; nobody's attribute takes their place. */
  private static final Map<String, MessageSystemAttributeName> BY_SQS =
      Map.of(
          "MessageGroupId", MessageSystemAttributeName.MESSAGE_GROUP_ID,
          "MessageDeduplicationId", MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
          "SequenceNumber", MessageSystemAttributeName.SEQUENCE_NUMBER,
          "SenderId", MessageSystemAttributeName.SENDER_ID);

  private final Message message;

  ReceivedMessage(Message message) {
    this.message = message;
  }

  /**
   * The id that SQS gave it.
   *
   * @return the same whenever the message comes
   */
  public String id() {
    return message.messageId();
  }

  /**
   * Its content.
   *
   * @return text
   */
  public String body() {
    return message.body();
  }

  /**
   * When it was sent.
   *
   * @return null where SQS does not say
   */
  public Instant sent() {
    String millis = system(MessageSystemAttributeName.SENT_TIMESTAMP);
    return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
  }

  /**
   * Whether somebody has received it before, as far as SQS knows.
   *
   * @return true from the second time on
   */
  public boolean redelivered() {
    String count = system(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    return count != null && !count.equals("1");
  }

  /**
   * What its sender or SQS says of it.
   *
   * @param name of an attribute, or {@code MessageGroupId}, {@code MessageDeduplicationId}, {@code
   *     SequenceNumber} or {@code SenderId}
   * @return text and numbers; empty where it lacks the attribute or has it as bytes
   */
  public Optional<String> header(String name) {
    if (BY_SQS.containsKey(name)) {
      return Optional.ofNullable(system(BY_SQS.get(name)));
    }
    return Optional.ofNullable(message.messageAttributes().get(name))
        .map(MessageAttributeValue::stringValue);
  }

  /**
   * What is needed to keep it hidden and to delete it.
   *
   * @return the same message without its content and the attributes of its sender
   */
  public ReceivedMessage withoutContent() {
    return new ReceivedMessage(message.toBuilder().body("").messageAttributes(Map.of()).build());
  }

  Map<String, MessageAttributeValue> attributes() {
    return message.messageAttributes();
  }

  String receipt() {
    return message.receiptHandle();
  }

  private String system(MessageSystemAttributeName name) {
    return message.attributes().get(name);
  }

  /** Neither content nor receipt. */
  @Override
  public String toString() {
    return "message " + id();
  }
}
