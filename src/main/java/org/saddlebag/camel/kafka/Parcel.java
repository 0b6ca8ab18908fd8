package org.saddlebag.camel.kafka;

import java.util.List;
import java.util.Map;
import org.saddlebag.delivery.TopicPlace;
import org.saddlebag.errors.Refused;
import org.saddlebag.kafka.KafkaError;

/**
 * Records of one partition that are delivered together: one, or a run of lines. Until its delivery
 * has ended it is one thread's; its queue asks afterwards.
 */
final class Parcel implements TopicPlace.Extent {

  /** In the metadata of an object of several records: the offset of the last. */
  static final String LAST = "saddlebag-last-offset";

  /** In the metadata of an object of several records: how many there are. */
  static final String COUNT = "saddlebag-records";

  private final PartitionQueue queue;
  private final String topicId;
  private final List<Gathered> parts;
  private final long from;
  private final boolean likely;
  private volatile long last;

  /**
   * A parcel.
   *
   * @param queue where it comes from, and stays until it is proven
   * @param topicId the topic's id
   * @param parts at least one
   * @param from the offset where it begins; that of its first record, or one before it
   * @param likely whether it may well have been delivered before
   */
  Parcel(PartitionQueue queue, String topicId, List<Gathered> parts, long from, boolean likely) {
    this.queue = queue;
    this.topicId = topicId;
    this.parts = List.copyOf(parts);
    this.from = from;
    this.likely = likely;
    this.last = parts.get(parts.size() - 1).offset();
  }

  PartitionQueue queue() {
    return queue;
  }

  List<Gathered> parts() {
    return parts;
  }

  Gathered first() {
    return parts.get(0);
  }

  /** Whether it is a run of lines, which another attempt may have cut otherwise. */
  boolean isLines() {
    return first().isLine();
  }

  boolean likely() {
    return likely;
  }

  /** The last offset that is in the store now. */
  long last() {
    return last;
  }

  /**
   * Where it begins.
   *
   * @param key the key of its record, or null
   */
  TopicPlace place(String key) {
    return isLines()
        ? place(null, Map.of(LAST, String.valueOf(last), COUNT, String.valueOf(parts.size())), this)
        : place(key, Map.of(), null);
  }

  private TopicPlace place(String key, Map<String, String> marks, TopicPlace.Extent extent) {
    return new TopicPlace(queue.topic(), topicId, queue.partition(), from, key, marks, extent);
  }

  /** An earlier object from the same place decides how far we have come. */
  @Override
  public void found(Map<String, String> metadata) {
    String text = metadata.getOrDefault(LAST, "");
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < from) {
      throw new Refused(
          KafkaError.KAFKA_BAD_MARKS,
          "the object that was made of %s has the %s '%s', must be an offset from there on"
              .formatted(this, LAST, text));
    }
    last = Long.parseLong(text);
  }

  /** Where it begins. */
  @Override
  public String toString() {
    return queue.topic() + "/" + queue.partition() + "/" + from;
  }
}
