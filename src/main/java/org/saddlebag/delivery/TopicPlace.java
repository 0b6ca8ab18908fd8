package org.saddlebag.delivery;

import java.util.Map;
import java.util.Objects;

/**
 * Where in a topic of Kafka a message begins. A message of several records is known by the place of
 * its first, wherever it ends.
 *
 * @param topic the topic's name
 * @param topicId the id that the cluster gave the topic; one that is made anew has another
 * @param partition the partition, from 0
 * @param offset the offset of the (first) record, from 0
 * @param key the record's key, or null where it has none or one that is no text
 * @param marks our own metadata of the object, names that begin with {@code saddlebag-}
 * @param extent where an earlier delivery from the same place ended; null where it can't end
 *     elsewhere
 */
public record TopicPlace(
    String topic,
    String topicId,
    int partition,
    long offset,
    String key,
    Map<String, String> marks,
    Extent extent) {

  /** Copies the marks. */
  public TopicPlace {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(topicId, "topicId");
    marks = Map.copyOf(marks);
  }

  /** What a delivery from this place holds; an earlier one may have ended elsewhere. */
  @FunctionalInterface
  public interface Extent {
    /**
     * An earlier delivery from the same place is in the store, and decides.
     *
     * @param metadata of its object
     * @throws org.saddlebag.errors.Refused if it does not tell where it ends
     */
    void found(Map<String, String> metadata);
  }

  /** {@code topic/partition/offset}. */
  @Override
  public String toString() {
    return topic + "/" + partition + "/" + offset;
  }
}
