package org.saddlebag.sqs;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.errors.BrokerUnavailable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * One queue. Every method throws {@link BrokerUnavailable} where SQS can't be reached or says no.
 * Safe for use by several threads.
 */
public final class SqsQueue {

  /** So many a message may have. Source: Amazon SQS Developer Guide, "Message metadata". */
  private static final int MOST_ATTRIBUTES = 10;

  private static final String FIFO = ".fifo";

  /** In the JSON of a redrive policy, with or without quotes. */
  private static final Pattern MOST_RECEIVES =
      Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?([0-9]{1,9})");

  private final String name;
  private final Supplier<SqsClient> client;
  private volatile String url;

  SqsQueue(String name, Supplier<SqsClient> client) {
    this.name = name;
    this.client = client;
  }

  /** Makes sure that there is such a queue. */
  public void require() {
    url();
  }

  /**
   * Whether SQS itself takes away what comes too often.
   *
   * @return true where the queue has a redrive policy
   */
  public boolean hasRedrivePolicy() {
    return redrivePolicy().isPresent();
  }

  /**
   * How often SQS gives out a message before it takes it away.
   *
   * @return empty where the queue has no redrive policy
   */
  public OptionalInt mostReceives() {
    return redrivePolicy().map(MOST_RECEIVES::matcher).filter(Matcher::find).stream()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .findFirst();
  }

  private Optional<String> redrivePolicy() {
    String at = url();
    return Optional.ofNullable(
        ask(
            SqsAct.LOOK,
            sqs ->
                sqs.getQueueAttributes(
                        get -> get.queueUrl(at).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                    .attributes()
                    .get(QueueAttributeName.REDRIVE_POLICY)));
  }

  /**
   * Waits for a message.
   *
   * @param visibility how long nobody else gets it, whole seconds
   * @param wait how long to wait for one, whole seconds, at most 20
   * @return empty where there is none
   */
  public Optional<ReceivedMessage> receive(Duration visibility, Duration wait) {
    String at = url();
    List<Message> found =
        ask(
            SqsAct.RECEIVE,
            sqs ->
                sqs.receiveMessage(
                        receive ->
                            receive
                                .queueUrl(at)
                                .maxNumberOfMessages(1)
                                .visibilityTimeout(seconds(visibility))
                                .waitTimeSeconds(seconds(wait))
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages());
    return found.stream().findFirst().map(ReceivedMessage::new);
  }

  /**
   * Keeps a message to ourselves from now on.
   *
   * @param message in our hands
   * @param visibility how long, whole seconds; 0 gives it back
   */
  public void extend(ReceivedMessage message, Duration visibility) {
    String at = url();
    ask(
        SqsAct.EXTEND,
        sqs ->
            sqs.changeMessageVisibility(
                change ->
                    change
                        .queueUrl(at)
                        .receiptHandle(message.receipt())
                        .visibilityTimeout(seconds(visibility))));
  }

  /**
   * Takes a message out of the queue.
   *
   * @param message in our hands
   */
  public void delete(ReceivedMessage message) {
    String at = url();
    ask(
        SqsAct.DELETE,
        sqs -> sqs.deleteMessage(delete -> delete.queueUrl(at).receiptHandle(message.receipt())));
  }

  /**
   * Sends a message of another queue to this one, with its attributes.
   *
   * @param message is not deleted there
   * @param more further attributes, the most important first; those that find no room are left out
   */
  public void sendOn(ReceivedMessage message, List<Map.Entry<String, String>> more) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>(message.attributes());
    for (Map.Entry<String, String> each : more) {
      if (attributes.size() < MOST_ATTRIBUTES || attributes.containsKey(each.getKey())) {
        attributes.put(
            each.getKey(),
            MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(each.getValue())
                .build());
      }
    }
    SendMessageRequest.Builder send =
        SendMessageRequest.builder()
            .queueUrl(url())
            .messageBody(message.body())
            .messageAttributes(attributes);
    if (name.endsWith(FIFO)) {
      send.messageGroupId(message.header("MessageGroupId").orElse(message.id()));
      send.messageDeduplicationId(message.id());
    }
    ask(SqsAct.SEND, sqs -> sqs.sendMessage(send.build()));
  }

  /**
   * Sends a message of our own.
   *
   * @param text its content
   * @param id what tells it from others in a FIFO queue
   */
  public void send(String text, String id) {
    SendMessageRequest.Builder send =
        SendMessageRequest.builder().queueUrl(url()).messageBody(text);
    if (name.endsWith(FIFO)) {
      send.messageGroupId(id).messageDeduplicationId(id);
    }
    ask(SqsAct.SEND, sqs -> sqs.sendMessage(send.build()));
  }

  private String url() {
    if (url == null) {
      url = ask(SqsAct.FIND, sqs -> sqs.getQueueUrl(get -> get.queueName(name)).queueUrl());
    }
    return url;
  }

  private <T> T ask(SqsAct act, Function<SqsClient, T> question) {
    try {
      return question.apply(client.get());
    } catch (SdkException e) {
      BrokerUnavailable trouble = SqsTroubles.translate(act, name, e);
      if (trouble.code() == SqsError.SQS_NO_SUCH_QUEUE) {
        url = null;
      }
      throw trouble;
    }
  }

  private static int seconds(Duration span) {
    return Math.toIntExact(span.toSeconds());
  }

  @Override
  public String toString() {
    return "SQS queue '" + name + "'";
  }
}
