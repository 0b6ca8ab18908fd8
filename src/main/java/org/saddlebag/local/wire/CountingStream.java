package org.saddlebag.local.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what passes, for the record of requests, and remembers whether the connection failed. */
final class CountingStream extends FilterInputStream {

  private long count;
  private boolean failed;

  CountingStream(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  boolean failed() {
    return failed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = (int) from(() -> in.read(buffer, offset, length));
    count += Math.max(0, read);
    return read;
  }

  @Override
  public long skip(long length) throws IOException {
    long skipped = from(() -> in.skip(length));
    count += skipped;
    return skipped;
  }

  private long from(Reading reading) throws IOException {
    try {
      return reading.take();
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  private interface Reading {
    long take() throws IOException;
  }
}
