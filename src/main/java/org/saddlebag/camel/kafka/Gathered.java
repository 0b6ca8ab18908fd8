package org.saddlebag.camel.kafka;

import java.time.Instant;
import org.saddlebag.kafka.TopicRecord;

/** A record that waits for its delivery, alone or as a line. */
final class Gathered {

  private static final long OVERHEAD_BYTES = 100;

  private final long offset;
  private final Instant time;
  private final TopicRecord record;
  private final byte[] line;
  private final long heldBytes;
  private final long arrived;

  private Gathered(TopicRecord record, byte[] line, long heldBytes, long arrived) {
    this.offset = record.offset();
    this.time = record.time();
    this.record = line == null ? record : null;
    this.line = line;
    this.heldBytes = heldBytes;
    this.arrived = arrived;
  }

  /**
   * A record that is delivered alone.
   *
   * @param arrived when it came, as {@code System.nanoTime()}
   */
  static Gathered alone(TopicRecord record, long arrived) {
    return new Gathered(record, null, record.heldBytes(), arrived);
  }

  /** A record of which its line is all that is needed. */
  static Gathered line(TopicRecord record, byte[] line, long arrived) {
    return new Gathered(record, line, line.length + OVERHEAD_BYTES, arrived);
  }

  boolean isLine() {
    return line != null;
  }

  long offset() {
    return offset;
  }

  /** When it was made, or null. */
  Instant time() {
    return time;
  }

  /** Null where it is a line. */
  TopicRecord record() {
    return record;
  }

  /** Null where it is delivered alone. */
  byte[] line() {
    return line;
  }

  /** What it takes in memory, roughly. */
  long heldBytes() {
    return heldBytes;
  }

  long arrived() {
    return arrived;
  }
}
