package org.saddlebag.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record of a topic, as a stranger may have written it. */
public final class TopicRecord {

  /** What a record takes besides its bytes, roughly. */
  private static final int OVERHEAD_BYTES = 200;

  private final ConsumerRecord<byte[], byte[]> record;

  TopicRecord(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
  }

  /**
   * Its topic.
   *
   * @return letters, digits, dots, hyphens and underscores
   */
  public String topic() {
    return record.topic();
  }

  /**
   * Its partition.
   *
   * @return from 0
   */
  public int partition() {
    return record.partition();
  }

  /**
   * Its place in the partition.
   *
   * @return from 0
   */
  public long offset() {
    return record.offset();
  }

  /**
   * When it was made, or when the broker got it, as the topic has it.
   *
   * @return null where it does not say
   */
  public Instant time() {
    return record.timestamp() < 0 ? null : Instant.ofEpochMilli(record.timestamp());
  }

  /**
   * Its key.
   *
   * @return null where it has none
   */
  public byte[] key() {
    return record.key();
  }

  /**
   * Its content.
   *
   * @return null where it says that what its key names is gone
   */
  public byte[] value() {
    return record.value();
  }

  /**
   * A header that is text; of several under one name the last.
   *
   * @param name its name
   * @return empty where there is none, or one that is no UTF-8
   */
  public Optional<String> header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? Optional.empty() : text(header.value());
  }

  /**
   * Bytes as text.
   *
   * @param bytes may be null
   * @return empty where they are null or no UTF-8
   */
  public static Optional<String> text(byte[] bytes) {
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /**
   * What it takes in memory.
   *
   * @return bytes, roughly
   */
  public long heldBytes() {
    long held = OVERHEAD_BYTES;
    held += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    for (Header header : record.headers()) {
      held += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return held;
  }

  ConsumerRecord<byte[], byte[]> raw() {
    return record;
  }

  /** Neither key nor content. */
  @Override
  public String toString() {
    return topic() + "/" + partition() + "/" + offset();
  }
}
