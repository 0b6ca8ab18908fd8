package org.saddlebag.camel.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import org.saddlebag.kafka.TopicRecord;

/** Records as lines of an object that holds several. */
final class RecordLines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecordSettings settings;

  RecordLines(RecordSettings settings) {
    this.settings = settings;
  }

  /** Its line with the break at its end; empty where it can be none. */
  Optional<byte[]> of(TopicRecord record) {
    if (tooLarge(record)) {
      return Optional.empty();
    }
    return settings.format() == LineFormat.records ? Optional.of(json(record)) : value(record);
  }

  boolean tooLarge(TopicRecord record) {
    return record.value() != null && record.value().length > settings.maxMessageBytes();
  }

  private static Optional<byte[]> value(TopicRecord record) {
    byte[] value = record.value();
    if (TopicRecord.text(value).isEmpty()) {
      return Optional.empty();
    }
    for (byte each : value) {
      if (each == '\n' || each == '\r') {
        return Optional.empty();
      }
    }
    return Optional.of(line(value));
  }

  private byte[] json(TopicRecord record) {
    ObjectNode line = JSON.createObjectNode();
    put(line, "key", record.key());
    if (record.time() != null) {
      line.put("timestamp", record.time().toString());
    }
    line.put("offset", record.offset());
    if (!settings.headers().isEmpty()) {
      ObjectNode headers = line.putObject("headers");
      for (String name : settings.headers()) {
        record.header(name).ifPresent(value -> headers.put(name, value));
      }
    }
    put(line, "value", record.value());
    try {
      return line(JSON.writeValueAsBytes(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is JSON", e);
    }
  }

  /** Text as it is, other bytes in Base64 under a name that says so. */
  private static void put(ObjectNode line, String name, byte[] bytes) {
    Optional<String> text = TopicRecord.text(bytes);
    if (bytes == null) {
      line.putNull(name);
    } else if (text.isPresent()) {
      line.put(name, text.get());
    } else {
      line.put(name + "Base64", bytes);
    }
  }

  private static byte[] line(byte[] content) {
    byte[] line = Arrays.copyOf(content, content.length + 1);
    line[content.length] = '\n';
    return line;
  }
}
