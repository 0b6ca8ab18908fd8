package org.saddlebag.camel.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Lines of an object that holds several messages or records. */
public final class Lines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LineFormat format;

  /**
   * Lines of one format.
   *
   * @param format what they hold
   */
  public Lines(LineFormat format) {
    this.format = format;
  }

  /**
   * One line.
   *
   * @param line what it tells
   * @return its bytes with the break at their end; empty where it can be none
   */
  public Optional<byte[]> of(Line line) {
    return format == LineFormat.records ? Optional.of(json(line)) : value(line.value());
  }

  /**
   * The media type of an object of such lines.
   *
   * @return never empty
   */
  public String mediaType() {
    return format == LineFormat.records ? "application/x-ndjson" : "text/plain; charset=utf-8";
  }

  /**
   * How long lines are together.
   *
   * @param lines as {@link #of} makes them
   * @return in bytes
   */
  public static long length(List<byte[]> lines) {
    return lines.stream().mapToLong(line -> line.length).sum();
  }

  /**
   * The lines one behind the other, without another copy of them.
   *
   * @param lines as {@link #of} makes them
   * @return to be read once
   */
  public static InputStream stream(List<byte[]> lines) {
    return new SequenceInputStream(
        Collections.enumeration(lines.stream().map(ByteArrayInputStream::new).toList()));
  }

  private static Optional<byte[]> value(byte[] value) {
    if (text(value).isEmpty()) {
      return Optional.empty();
    }
    for (byte each : value) {
      if (each == '\n' || each == '\r') {
        return Optional.empty();
      }
    }
    return Optional.of(broken(value));
  }

  private static byte[] json(Line line) {
    ObjectNode json = JSON.createObjectNode();
    put(json, "key", line.key());
    if (line.time() != null) {
      json.put("timestamp", line.time().toString());
    }
    json.putPOJO(line.idName(), line.id());
    if (line.headers() != null) {
      ObjectNode headers = json.putObject("headers");
      line.headers().forEach(headers::put);
    }
    put(json, "value", line.value());
    try {
      return broken(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is JSON", e);
    }
  }

  /** Text as it is, other bytes in Base64 under a name that says so. */
  private static void put(ObjectNode json, String name, byte[] bytes) {
    Optional<String> text = text(bytes);
    if (bytes == null) {
      json.putNull(name);
    } else if (text.isPresent()) {
      json.put(name, text.get());
    } else {
      json.put(name + "Base64", bytes);
    }
  }

  /** Empty where it is null or no UTF-8. */
  private static Optional<String> text(byte[] bytes) {
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

  private static byte[] broken(byte[] content) {
    byte[] line = Arrays.copyOf(content, content.length + 1);
    line[content.length] = '\n';
    return line;
  }
}
