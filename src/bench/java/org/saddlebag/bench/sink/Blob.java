package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The bytes of a small object or of one part. */
sealed interface Blob {

  long length();

  /** Writes a range to a client. */
  void send(Wire wire, long first, long count) throws IOException;

  /** Gives its room back. */
  default void release() {}

  /** In memory; the room comes back with the last blob of its slab. */
  record Small(ByteBuffer bytes) implements Blob {

    @Override
    public long length() {
      return bytes.limit();
    }

    @Override
    public void send(Wire wire, long first, long count) throws IOException {
      wire.write(bytes.slice((int) first, (int) count));
    }
  }

  /** In segments of the RAM disk, all but the last one full. */
  record Large(SegmentPool pool, List<Segment> segments, long length) implements Blob {

    @Override
    public void send(Wire wire, long first, long count) throws IOException {
      long sent = 0;
      while (sent < count) {
        Segment segment = segments.get((int) ((first + sent) / SegmentPool.SEGMENT_BYTES));
        long within = (first + sent) % SegmentPool.SEGMENT_BYTES;
        long piece = Math.min(count - sent, SegmentPool.SEGMENT_BYTES - within);
        wire.send(pool.file(), segment.offset() + within, piece);
        sent += piece;
      }
    }

    @Override
    public void release() {
      pool.give(segments);
    }
  }

  /** Only counted. */
  record Forgotten(long length) implements Blob {

    @Override
    public void send(Wire wire, long first, long count) throws IOException {
      throw new IOException("the sink was started with --forget");
    }
  }
}
