package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes bodies in: small ones into slabs of memory, large ones into segments of the RAM disk. */
final class BlobStore {

  private static final int SMALL_BYTES = 64 << 10;
  private static final int SLAB_BYTES = 16 << 20;

  private final SegmentPool pool;
  private final boolean forget;
  private ByteBuffer slab = ByteBuffer.allocateDirect(SLAB_BYTES);

  BlobStore(SegmentPool pool, boolean forget) {
    this.pool = pool;
    this.forget = forget;
  }

  Blob take(Body body, Wire wire) throws IOException {
    if (forget) {
      return new Blob.Forgotten(drain(body, wire.bodyBuffer()));
    }
    return body.length() >= 0 && body.length() < SMALL_BYTES ? small(body) : large(body);
  }

  private static long drain(Body body, ByteBuffer buffer) throws IOException {
    long length = 0;
    while (body.read(buffer)) {
      length += buffer.position();
      buffer.clear();
    }
    return length;
  }

  private Blob small(Body body) throws IOException {
    ByteBuffer bytes = room((int) body.length());
    while (body.read(bytes)) {
      continue;
    }
    return new Blob.Small(bytes.flip());
  }

  private synchronized ByteBuffer room(int length) {
    if (slab.remaining() < length) {
      slab = ByteBuffer.allocateDirect(SLAB_BYTES);
    }
    ByteBuffer room = slab.slice(slab.position(), length);
    slab.position(slab.position() + length);
    return room;
  }

  private Blob large(Body body) throws IOException {
    List<Segment> segments = new ArrayList<>();
    try {
      segments.add(pool.take());
      ByteBuffer bytes = segments.get(0).bytes();
      while (body.read(bytes)) {
        if (!bytes.hasRemaining()) {
          segments.add(pool.take());
          bytes = segments.get(segments.size() - 1).bytes();
        }
      }
      return new Blob.Large(pool, segments, length(segments));
    } catch (IOException e) {
      pool.give(segments);
      throw e;
    }
  }

  private static long length(List<Segment> segments) {
    return segments.stream().mapToLong(segment -> segment.bytes().position()).sum();
  }
}
