package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;

/**
 * A body in chunks with trailers: {@code Content-Encoding: aws-chunked} (signed or not) and {@code
 * Transfer-Encoding: chunked} look the same, save that signatures stand as chunk extensions.
 */
final class ChunkedBody implements Body {

  private final Wire wire;
  private final long length;
  private final Map<String, String> checksums;
  private long leftInChunk;
  private boolean begun;
  private boolean ended;

  ChunkedBody(Wire wire, long length, Map<String, String> checksums) {
    this.wire = wire;
    this.length = length;
    this.checksums = checksums;
  }

  @Override
  public boolean read(ByteBuffer target) throws IOException {
    if (leftInChunk == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return false;
    }
    leftInChunk -= Limited.read(wire, target, leftInChunk);
    return true;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Map<String, String> checksums() {
    return checksums;
  }

  private void nextChunk() throws IOException {
    if (begun) {
      wire.line();
    }
    begun = true;
    String size = wire.line();
    int semicolon = size.indexOf(';');
    leftInChunk = Long.parseLong(semicolon < 0 ? size : size.substring(0, semicolon), 16);
    if (leftInChunk == 0) {
      trailers();
      ended = true;
    }
  }

  private void trailers() throws IOException {
    for (String line = wire.line(); !line.isEmpty(); line = wire.line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      Checksums.keep(checksums, name, line.substring(colon + 1).strip());
    }
  }
}
