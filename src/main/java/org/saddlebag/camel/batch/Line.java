package org.saddlebag.camel.batch;

import java.time.Instant;
import java.util.Map;

/** What a line tells of a message or a record. */
public final class Line {

  private final byte[] key;
  private final Instant time;
  private final String idName;
  private final Object id;
  private final Map<String, String> headers;
  private final byte[] value;

  /**
   * What a line tells.
   *
   * @param key what it is in order with, or null
   * @param time when it was made, or null
   * @param idName what its id is called
   * @param id what tells it from all others, text or a number
   * @param headers those that were asked for and that it has; null where none was asked for
   * @param value its content, or null
   */
  public Line(
      byte[] key,
      Instant time,
      String idName,
      Object id,
      Map<String, String> headers,
      byte[] value) {
    this.key = key;
    this.time = time;
    this.idName = idName;
    this.id = id;
    this.headers = headers;
    this.value = value;
  }

  byte[] key() {
    return key;
  }

  Instant time() {
    return time;
  }

  String idName() {
    return idName;
  }

  Object id() {
    return id;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] value() {
    return value;
  }
}
