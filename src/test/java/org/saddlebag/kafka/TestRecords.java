package org.saddlebag.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records that no broker has sent. */
public final class TestRecords {

  private TestRecords() {}

  public static TopicRecord of(int partition, long offset, String value) {
    return of(partition, offset, value, 1_700_000_000_000L + offset);
  }

  /** One whose producer gave it no time. */
  public static TopicRecord timeless(int partition, long offset, String value) {
    return of(partition, offset, value, ConsumerRecord.NO_TIMESTAMP);
  }

  private static TopicRecord of(int partition, long offset, String value, long timestamp) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    return new TopicRecord(
        new ConsumerRecord<>(
            "orders",
            partition,
            offset,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            bytes == null ? -1 : bytes.length,
            null,
            bytes,
            new RecordHeaders(),
            Optional.empty()));
  }
}
