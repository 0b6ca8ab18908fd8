package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** A body as long as Content-Length says. */
final class PlainBody implements Body {

  private final Wire wire;
  private final long length;
  private final Map<String, String> checksums;
  private long left;

  PlainBody(Wire wire, long length, Map<String, String> checksums) {
    this.wire = wire;
    this.length = length;
    this.left = length;
    this.checksums = checksums;
  }

  @Override
  public boolean read(ByteBuffer target) throws IOException {
    if (left == 0) {
      return false;
    }
    left -= Limited.read(wire, target, left);
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
}
