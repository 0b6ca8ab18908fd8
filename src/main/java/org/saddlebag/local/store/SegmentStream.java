package org.saddlebag.local.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;

/** A range of a content, read from one segment's file after the other. */
final class SegmentStream extends InputStream {

  private final DataFolder data;
  private final Iterator<Segment> segments;
  private long skip;
  private long left;
  private long leftHere;
  private FileChannel file;

  SegmentStream(DataFolder data, Content content, long offset, long length) {
    this.data = data;
    this.segments = content.segments().iterator();
    this.skip = offset;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    while (leftHere == 0) {
      openNext();
    }
    int wanted = (int) Math.min(length, Math.min(left, leftHere));
    int read = file.read(ByteBuffer.wrap(buffer, offset, wanted));
    if (read < 0) {
      throw new EOFException("A content file is shorter than its record says.");
    }
    left -= read;
    leftHere -= read;
    return read;
  }

  private void openNext() throws IOException {
    Segment segment = segments.next();
    if (skip >= segment.size()) {
      skip -= segment.size();
      return;
    }
    close();
    file = FileChannel.open(data.resolve(segment.file()), StandardOpenOption.READ);
    file.position(skip);
    leftHere = segment.size() - skip;
    skip = 0;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
