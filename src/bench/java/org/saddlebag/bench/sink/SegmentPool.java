package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * One nameless file on the RAM disk, mapped, and cut into segments that are used again and again:
 * to get a fresh page from the kernel costs several times the copy into one that is there.
 */
final class SegmentPool {

  static final int SEGMENT_BYTES = 4 << 20;
  private static final int REGION_BYTES = 256 << 20;
  private static final int PAGE_BYTES = 4096;

  private final FileChannel file;
  private final Deque<Segment> free = new ArrayDeque<>();
  private long mapped;

  /** The file goes with its channel, so that nothing is left when the sink is killed. */
  SegmentPool(Path directory) throws IOException {
    Path path = Files.createTempFile(directory, "sink-", ".pool");
    file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(path);
  }

  FileChannel file() {
    return file;
  }

  /** Gets pages from the kernel before they are needed. */
  synchronized void prepare(long bytes) throws IOException {
    while (mapped < bytes) {
      MappedByteBuffer region = grow();
      for (int i = 0; i < REGION_BYTES; i += PAGE_BYTES) {
        region.put(i, (byte) 0);
      }
    }
  }

  synchronized Segment take() throws IOException {
    if (free.isEmpty()) {
      grow();
    }
    Segment segment = free.pop();
    segment.bytes().clear();
    return segment;
  }

  synchronized void give(Collection<Segment> segments) {
    segments.forEach(free::push);
  }

  private MappedByteBuffer grow() throws IOException {
    MappedByteBuffer region = file.map(FileChannel.MapMode.READ_WRITE, mapped, REGION_BYTES);
    for (int i = 0; i < REGION_BYTES; i += SEGMENT_BYTES) {
      free.add(new Segment(region.slice(i, SEGMENT_BYTES), mapped + i));
    }
    mapped += REGION_BYTES;
    return region;
  }
}
