package org.saddlebag.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.errors.BrokerUnavailable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
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

  /**
   * So many messages one request may be about. Source: Amazon SQS Developer Guide, "Quotas related
   * to messages".
   */
  public static final int TOGETHER = 10;

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
   * Whether the order of messages within their group is kept.
   *
   * @return true for FIFO queues
   */
  public boolean keepsOrder() {
    return name.endsWith(FIFO);
  }

  /**
   * Waits for a message.
   *
   * @param visibility how long nobody else gets it, whole seconds
   * @param wait how long to wait for one, whole seconds, at most 20
   * @return empty where there is none
   */
  public Optional<ReceivedMessage> receive(Duration visibility, Duration wait) {
    return receive(1, visibility, wait).stream().findFirst();
  }

  /**
   * Waits for a message, and takes others that are there.
   *
   * @param most how many at most, from 1; no more than 10 come
   * @param visibility how long nobody else gets them, whole seconds
   * @param wait how long to wait for the first, whole seconds, at most 20
   * @return of a message group in their order; empty where there is none
   */
  public List<ReceivedMessage> receive(int most, Duration visibility, Duration wait) {
    String at = url();
    List<Message> found =
        ask(
            SqsAct.RECEIVE,
            sqs ->
                sqs.receiveMessage(
                        receive ->
                            receive
                                .queueUrl(at)
                                .maxNumberOfMessages(Math.min(TOGETHER, most))
                                .visibilityTimeout(seconds(visibility))
                                .waitTimeSeconds(seconds(wait))
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages());
    return found.stream().map(ReceivedMessage::new).toList();
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
   * Keeps messages to ourselves from now on.
   *
   * @param messages in our hands
   * @param visibility how long, whole seconds; 0 gives them back
   * @return why it could not be done, for those where it could not
   */
  public Map<ReceivedMessage, BrokerUnavailable> extend(
      List<ReceivedMessage> messages, Duration visibility) {
    return byTens(
        messages,
        SqsAct.EXTEND,
        (sqs, ten) ->
            sqs.changeMessageVisibilityBatch(
                    change ->
                        change
                            .queueUrl(url())
                            .entries(
                                entries(
                                    ten,
                                    (id, receipt) ->
                                        ChangeMessageVisibilityBatchRequestEntry.builder()
                                            .id(id)
                                            .receiptHandle(receipt)
                                            .visibilityTimeout(seconds(visibility))
                                            .build())))
                .failed());
  }

  /**
   * Takes messages out of the queue.
   *
   * @param messages in our hands
   * @return why it could not be done, for those where it could not
   */
  public Map<ReceivedMessage, BrokerUnavailable> delete(List<ReceivedMessage> messages) {
    return byTens(
        messages,
        SqsAct.DELETE,
        (sqs, ten) ->
            sqs.deleteMessageBatch(
                    delete ->
                        delete
                            .queueUrl(url())
                            .entries(
                                entries(
                                    ten,
                                    (id, receipt) ->
                                        DeleteMessageBatchRequestEntry.builder()
                                            .id(id)
                                            .receiptHandle(receipt)
                                            .build())))
                .failed());
  }

  private Map<ReceivedMessage, BrokerUnavailable> byTens(
      List<ReceivedMessage> messages,
      SqsAct act,
      BiFunction<SqsClient, List<ReceivedMessage>, List<BatchResultErrorEntry>> question) {
    Map<ReceivedMessage, BrokerUnavailable> failed = new HashMap<>();
    for (int from = 0; from < messages.size(); from += TOGETHER) {
      List<ReceivedMessage> ten =
          messages.subList(from, Math.min(messages.size(), from + TOGETHER));
      try {
        ask(act, sqs -> question.apply(sqs, ten))
            .forEach(
                entry ->
                    failed.put(
                        ten.get(Integer.parseInt(entry.id())),
                        SqsTroubles.translate(act, name, entry)));
      } catch (BrokerUnavailable e) {
        ten.forEach(each -> failed.put(each, e));
      }
    }
    return failed;
  }

  /** Each is known by its number among the ten. */
  private static <T> List<T> entries(
      List<ReceivedMessage> ten, BiFunction<String, String, T> entry) {
    List<T> entries = new ArrayList<>();
    for (ReceivedMessage each : ten) {
      entries.add(entry.apply(String.valueOf(entries.size()), each.receipt()));
    }
    return entries;
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
    if (keepsOrder()) {
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
    if (keepsOrder()) {
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
