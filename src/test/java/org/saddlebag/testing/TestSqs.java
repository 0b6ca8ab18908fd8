package org.saddlebag.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.scaladsl.Http;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.sqs.SqsClients;
import org.saddlebag.sqs.SqsSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * An ElasticMQ on loopback, which speaks as SQS does and keeps its messages in memory. It believes
 * any credentials.
 */
public final class TestSqs implements AutoCloseable {

  public static final String QUEUE = "orders";
  public static final String DEAD_LETTERS = "orders-dead";

  private final int port;
  private final SqsClient client;
  private SQSRestServer server;

  private TestSqs(int port) {
    this.port = port;
    this.client = client(endpoint(), 5);
  }

  /** One that is up, with the queues {@link #QUEUE} and {@link #DEAD_LETTERS}. */
  public static TestSqs start() {
    return notYet().up();
  }

  /** One that is still down. */
  public static TestSqs notYet() {
    return new TestSqs(TestBroker.freePort());
  }

  /** Starts it, or starts it again, with empty queues. */
  public TestSqs up() {
    server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
    Http.ServerBinding unused = server.waitUntilStarted();
    create(QUEUE, Map.of());
    create(DEAD_LETTERS, Map.of());
    return this;
  }

  /** Stops it, and all that it holds is gone. */
  public void down() {
    if (server != null) {
      Object unused = server.stopAndWait();
      server = null;
    }
  }

  @Override
  public void close() {
    down();
    client.close();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The settings by which the program reaches it; the folder gets a file with the secret key. */
  public List<String> settings(java.nio.file.Path folder) throws java.io.IOException {
    return List.of(
        "camel.component.aws2-sqs.region=eu-central-1",
        "camel.component.aws2-sqs.uriEndpointOverride=" + endpoint(),
        "camel.component.aws2-sqs.accessKey=test",
        "camel.component.aws2-sqs.secretKey=file:"
            + java.nio.file.Files.writeString(folder.resolve("sqs-secret"), "test"));
  }

  /** A client as ours are. */
  public static SqsClient client(URI endpoint, int attempts) {
    return SqsClients.create(
        new SqsSettings(
            endpoint,
            "eu-central-1",
            TlsSettings.platform(),
            false,
            null,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            attempts),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
        List.of());
  }

  /**
   * A client whose first deletions do nothing and are said to have succeeded, as those by an old
   * receipt at Amazon. Source: Amazon SQS API Reference, "DeleteMessage".
   *
   * @param deletions of several messages, so many
   */
  public static SqsClient deletingInVain(SqsClient client, int deletions) {
    AtomicInteger left = new AtomicInteger(deletions);
    return (SqsClient)
        Proxy.newProxyInstance(
            TestSqs.class.getClassLoader(),
            new Class<?>[] {SqsClient.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("deleteMessageBatch") && left.getAndDecrement() > 0) {
                return DeleteMessageBatchResponse.builder().build();
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  public void create(String queue, Map<QueueAttributeName, String> attributes) {
    client.createQueue(create -> create.queueName(queue).attributes(attributes));
  }

  /** Gives the queue a redrive policy. */
  public void redriveAfter(int receives) {
    String arn =
        client
            .getQueueAttributes(
                get -> get.queueUrl(url(DEAD_LETTERS)).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    client.setQueueAttributes(
        set ->
            set.queueUrl(url(QUEUE))
                .attributes(
                    Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                            .formatted(arn, receives))));
  }

  /** Sends a message with string attributes, alternately name and value, and gives its id. */
  public String send(String body, String... attributes) {
    Map<String, MessageAttributeValue> all = new HashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      all.put(
          attributes[i],
          MessageAttributeValue.builder()
              .dataType("String")
              .stringValue(attributes[i + 1])
              .build());
    }
    return client
        .sendMessage(send -> send.queueUrl(url(QUEUE)).messageBody(body).messageAttributes(all))
        .messageId();
  }

  /** Sends a message to a FIFO queue. */
  public String sendFifo(String queue, String group, String body) {
    return client
        .sendMessage(
            send ->
                send.queueUrl(url(queue))
                    .messageBody(body)
                    .messageGroupId(group)
                    .messageDeduplicationId((group + body).replace("\n", "_")))
        .messageId();
  }

  /** How many messages a queue holds, hidden ones included. */
  public int count(String queue) {
    return client
        .getQueueAttributes(
            get ->
                get.queueUrl(url(queue))
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /** Takes all visible messages of a queue. */
  public List<Message> take(String queue) {
    List<Message> all = new ArrayList<>();
    List<Message> some;
    do {
      some =
          client
              .receiveMessage(
                  receive ->
                      receive
                          .queueUrl(url(queue))
                          .maxNumberOfMessages(10)
                          .messageAttributeNames("All"))
              .messages();
      some.forEach(
          message ->
              client.deleteMessage(
                  delete -> delete.queueUrl(url(queue)).receiptHandle(message.receiptHandle())));
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }

  private String url(String queue) {
    return client.getQueueUrl(get -> get.queueName(queue)).queueUrl();
  }
}
