package org.saddlebag.camel.kafka;

import java.time.Instant;
import org.saddlebag.kafka.TopicRecord;

/**
 * A record that waits for its delivery.
 *
 * @param offset its place in its partition
 * @param time when it was made, or null
 * @param record the record; null where its line is all that is needed of it
 * @param line its line; null where it is delivered alone
 * @param heldBytes what it takes in memory, roughly
 * @param arrived when it came, as {@code System.nanoTime()}
 */
record Gathered(
    long offset, Instant time, TopicRecord record, byte[] line, long heldBytes, long arrived) {

  private static final long OVERHEAD_BYTES = 100;

  static Gathered alone(TopicRecord record, long arrived) {
    return new Gathered(record.offset(), record.time(), record, null, record.heldBytes(), arrived);
  }

  static Gathered line(TopicRecord record, byte[] line, long arrived) {
    return new Gathered(
        record.offset(), record.time(), null, line, line.length + OVERHEAD_BYTES, arrived);
  }

  boolean isLine() {
    return line != null;
  }
}
