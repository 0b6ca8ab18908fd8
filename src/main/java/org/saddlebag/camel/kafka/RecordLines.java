package org.saddlebag.camel.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.camel.batch.Line;
import org.saddlebag.camel.batch.Lines;
import org.saddlebag.kafka.TopicRecord;

/** Records as lines of an object that holds several. */
final class RecordLines {

  private final BatchSettings settings;
  private final Lines lines;

  RecordLines(BatchSettings settings) {
    this.settings = settings;
    this.lines = new Lines(settings.format());
  }

  /** Its line with the break at its end; empty where it can be none. */
  Optional<byte[]> of(TopicRecord record) {
    return tooLarge(record) || lacksTime(record)
        ? Optional.empty()
        : lines.of(
            new Line(
                record.key(),
                record.time(),
                "offset",
                record.offset(),
                headers(record),
                record.value()));
  }

  boolean tooLarge(TopicRecord record) {
    return record.value() != null && record.value().length > settings.maxMessageBytes();
  }

  /** Each could be the first of an object, whose key shows its time. */
  boolean lacksTime(TopicRecord record) {
    return record.time() == null && settings.objectKey().showsDate();
  }

  private Map<String, String> headers(TopicRecord record) {
    if (settings.headers().isEmpty()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    settings
        .headers()
        .forEach(name -> record.header(name).ifPresent(value -> headers.put(name, value)));
    return headers;
  }
}
