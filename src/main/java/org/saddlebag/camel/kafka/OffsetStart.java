package org.saddlebag.camel.kafka;

/** Where a group begins that has committed nothing; the names are Kafka's. */
public enum OffsetStart {
  /** With the oldest record. */
  earliest,
  /** Behind the newest record. */
  latest
}
