package org.saddlebag.camel.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.camel.util.TimeUtils;
import org.saddlebag.camel.queue.MetadataNames;

/** How records become objects: a bean of a route template. */
public final class RecordSettings {

  private int messages = 1;
  private long bytes = 4 << 20;
  private Duration time = Duration.ofSeconds(10);
  private LineFormat format = LineFormat.records;
  private List<String> headers = List.of();
  private long maxMessageBytes = 16 << 20;

  /** Whether each record is an object of its own. */
  boolean single() {
    return messages == 1;
  }

  /** The most records of one object, from 1. */
  int messages() {
    return messages;
  }

  /** The most bytes of several records in one object, and of what a partition has waiting. */
  long bytes() {
    return bytes;
  }

  /** How long a record may wait for others. */
  Duration time() {
    return time;
  }

  LineFormat format() {
    return format;
  }

  /** The headers that a line of JSON holds. */
  List<String> headers() {
    return headers;
  }

  /** The largest value of a record that is delivered. */
  long maxMessageBytes() {
    return maxMessageBytes;
  }

  public void setBatchMessages(int messages) {
    this.messages = messages;
  }

  public void setBatchBytes(long bytes) {
    this.bytes = bytes;
  }

  public void setBatchTime(String time) {
    this.time = TimeUtils.toDuration(time);
  }

  public void setBatchFormat(LineFormat format) {
    this.format = format;
  }

  public void setMetadata(String names) {
    this.headers = MetadataNames.parse(names);
  }

  public void setMaxMessageBytes(long bytes) {
    this.maxMessageBytes = bytes;
  }
}
