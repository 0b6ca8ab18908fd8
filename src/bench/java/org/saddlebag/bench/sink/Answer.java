package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What the client gets. */
final class Answer {

  /** Writes the body. */
  @FunctionalInterface
  interface Content {
    void send(Wire wire) throws IOException;
  }

  private final int status;
  private final Map<String, String> headers = new TreeMap<>();
  private long length;
  private Content content = wire -> {};

  private Answer(int status) {
    this.status = status;
  }

  static Answer of(int status) {
    return new Answer(status);
  }

  static Answer xml(int status, String text) {
    byte[] body =
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).getBytes(StandardCharsets.UTF_8);
    return of(status)
        .with("content-type", "application/xml")
        .body(body.length, wire -> wire.write(ByteBuffer.wrap(body)));
  }

  static Answer error(int status, String code) {
    return xml(status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
  }

  Answer with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Answer with(Map<String, String> more) {
    headers.putAll(more);
    return this;
  }

  Answer body(long bytes, Content source) {
    length = bytes;
    content = source;
    return this;
  }

  /** Sends it; to a HEAD request without body. */
  void send(Wire wire, boolean headOnly) throws IOException {
    StringBuilder text = new StringBuilder(512);
    text.append("HTTP/1.1 ").append(status).append(status < 300 ? " OK\r\n" : " No\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    if (status != 204) {
      text.append("content-length: ").append(length).append("\r\n");
    }
    text.append("server: sink\r\n\r\n");
    wire.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1)));
    if (!headOnly) {
      content.send(wire);
    }
    wire.flush();
  }
}
