package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads that stop in time. */
final class Limited {

  private Limited() {}

  /** Reads some bytes, at most so many; says how many. */
  static int read(Wire wire, ByteBuffer target, long most) throws IOException {
    int start = target.position();
    int limit = target.limit();
    target.limit((int) Math.min(limit, start + most));
    try {
      wire.read(target);
    } finally {
      target.limit(limit);
    }
    return target.position() - start;
  }
}
