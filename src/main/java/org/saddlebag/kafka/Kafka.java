package org.saddlebag.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.SaddlebagException;

/** The topics of one cluster. Safe for use by several threads. */
public final class Kafka implements AutoCloseable {

  private final KafkaSettings settings;
  private final ClientProperties properties;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;
  private boolean closed;

  /**
   * Nobody is spoken to yet.
   *
   * @param settings how the cluster is reached
   */
  public Kafka(KafkaSettings settings) {
    this.settings = settings;
    this.properties = new ClientProperties(settings);
  }

  /**
   * Looks at a topic.
   *
   * @param topic its name
   * @return the id that the cluster gave it; another one when it is made anew
   * @throws SaddlebagException if there is none, or nobody answers
   */
  public String look(String topic) {
    String act = "look at topic '" + topic + "'";
    Admin asked = admin(act);
    try {
      TopicDescription found =
          asked
              .describeTopics(List.of(topic))
              .topicNameValues()
              .get(topic)
              .get(2 * settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return found.topicId().toString();
    } catch (InterruptedException e) {
      throw interrupted(act, e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      SaddlebagException failure = KafkaTroubles.of(act, settings, e);
      if (refused(failure)) {
        forget(asked);
      }
      throw failure;
    }
  }

  /**
   * Joins a group that reads a topic; the first poll speaks to it.
   *
   * @param topic its name
   * @param group the group's name
   * @param fromStart whether a group that has committed nothing begins with the oldest record, not
   *     behind the newest
   * @param assignments is told which partitions are ours
   * @return to be used and closed by one thread
   * @throws SaddlebagException if the settings are of no use
   */
  public TopicReader join(String topic, String group, boolean fromStart, Assignments assignments) {
    String act = "join group '" + group + "'";
    try {
      KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(
              properties.consumer(group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      return new TopicReader(consumer, settings, topic, fromStart, assignments);
    } catch (KafkaException e) {
      throw KafkaTroubles.of(act, settings, e);
    }
  }

  /**
   * Sends a record to another topic, with its key and headers.
   *
   * @param topic the other topic
   * @param record is read no further
   * @param more further headers; they take the place of the record's of the same names
   * @throws SaddlebagException if it is not on all replicas
   */
  public void sendOn(String topic, TopicRecord record, Map<String, String> more) {
    String act = "send to topic '" + topic + "'";
    Headers headers = new RecordHeaders(record.raw().headers());
    more.forEach(
        (name, value) -> headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8)));
    KafkaProducer<byte[], byte[]> sender = producer(act);
    try {
      Object unused =
          sender
              .send(new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers))
              .get();
    } catch (InterruptedException e) {
      throw interrupted(act, e);
    } catch (ExecutionException | KafkaException e) {
      SaddlebagException failure = KafkaTroubles.of(act, settings, e);
      if (refused(failure)) {
        forget(sender);
      }
      throw failure;
    }
  }

  /** A client keeps the secrets that it was made with; the next one reads them as they are then. */
  private static boolean refused(SaddlebagException failure) {
    return failure.code() == KafkaError.KAFKA_CREDENTIALS_REFUSED
        || failure.code() == KafkaError.KAFKA_NOT_TRUSTED;
  }

  private static BrokerUnavailable interrupted(String act, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new BrokerUnavailable(
        KafkaError.KAFKA_FAILED, "interrupted while about to " + act, true, e);
  }

  private synchronized Admin admin(String act) {
    requireOpen();
    if (admin == null) {
      admin = made(act, () -> Admin.create(properties.admin()));
    }
    return admin;
  }

  private synchronized KafkaProducer<byte[], byte[]> producer(String act) {
    requireOpen();
    if (producer == null) {
      producer =
          made(
              act,
              () ->
                  new KafkaProducer<>(
                      properties.producer(), new ByteArraySerializer(), new ByteArraySerializer()));
    }
    return producer;
  }

  private <T> T made(String act, Supplier<T> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      throw KafkaTroubles.of(act, settings, e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("Kafka's clients are closed");
    }
  }

  /** The one that was refused, and none that another thread has made since. */
  private synchronized void forget(Admin refused) {
    if (admin == refused) {
      admin = null;
    }
    refused.close(Duration.ZERO);
  }

  private synchronized void forget(KafkaProducer<byte[], byte[]> refused) {
    if (producer == refused) {
      producer = null;
    }
    refused.close(Duration.ZERO);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
