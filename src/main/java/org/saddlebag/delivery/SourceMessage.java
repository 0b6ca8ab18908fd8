package org.saddlebag.delivery;

import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.saddlebag.errors.OneLine;

/**
 * A message of a queue. Of its headers it holds those that the flow asks for, and nothing else.
 *
 * @param id the broker's message id, as a stranger may have chosen it
 * @param sent when it was sent, or null where the sender did not say
 * @param redelivered whether the broker has handed it out before
 * @param sizeBytes the length of its content
 * @param contentType the media type of its content, or null for the flow's
 * @param headers by name; what the message lacks is absent
 * @param metadata what of its headers becomes user metadata, names in lower case
 * @param content opens the content
 * @param place where in a topic of Kafka it begins; null for a message of a queue
 * @param batch what several messages of a queue are known by, whose first gives id and time; null
 *     for a single one
 */
public record SourceMessage(
    String id,
    Instant sent,
    boolean redelivered,
    long sizeBytes,
    String contentType,
    Map<String, String> headers,
    Map<String, String> metadata,
    Supplier<InputStream> content,
    TopicPlace place,
    MessageBatch batch)
    implements DeliverySource {

  /**
   * Among the headers, the path of the file that the message carries, with {@code /}. No header of
   * a stranger can have this name in an object key.
   */
  public static final String PATH = "{path}";

  /** Copies the maps. */
  public SourceMessage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(content, "content");
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
  }

  /**
   * A message or record by itself, or records of a topic.
   *
   * @param id see the record
   * @param sent see the record
   * @param redelivered see the record
   * @param sizeBytes see the record
   * @param contentType see the record
   * @param headers see the record
   * @param metadata see the record
   * @param content see the record
   * @param place see the record
   */
  public SourceMessage(
      String id,
      Instant sent,
      boolean redelivered,
      long sizeBytes,
      String contentType,
      Map<String, String> headers,
      Map<String, String> metadata,
      Supplier<InputStream> content,
      TopicPlace place) {
    this(id, sent, redelivered, sizeBytes, contentType, headers, metadata, content, place, null);
  }

  /**
   * A message of a queue.
   *
   * @param id see the record
   * @param sent see the record
   * @param redelivered see the record
   * @param sizeBytes see the record
   * @param contentType see the record
   * @param headers see the record
   * @param metadata see the record
   * @param content see the record
   */
  public SourceMessage(
      String id,
      Instant sent,
      boolean redelivered,
      long sizeBytes,
      String contentType,
      Map<String, String> headers,
      Map<String, String> metadata,
      Supplier<InputStream> content) {
    this(id, sent, redelivered, sizeBytes, contentType, headers, metadata, content, null);
  }

  @Override
  public SourceDescription description() {
    return batch != null
        ? batch.description()
        : new SourceDescription(id, sizeBytes, sent, place == null ? null : place.topicId());
  }

  @Override
  public InputStream stream() {
    return content.get();
  }

  /**
   * A header.
   *
   * @param name its name
   * @return empty where the message lacks it
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * The id of the delivery of this message by a flow: the same on every node and at every attempt,
   * so that the object in the store tells that it has been delivered.
   *
   * @param flow the flow's name
   * @return in the form of a UUID
   */
  public String deliveryId(String flow) {
    if (batch != null) {
      return batch.deliveryId(flow);
    }
    return place == null ? DeliveryIds.of("message", flow, id) : DeliveryIds.ofPlace(flow, place);
  }

  /** The content stays out of logs. */
  @Override
  public String toString() {
    return "message " + OneLine.of(id);
  }
}
