package org.saddlebag.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a meter what is read. */
final class CountingInputStream extends FilterInputStream {

  private final Meter meter;
  private long countedBytes;

  CountingInputStream(InputStream in, Meter meter) {
    super(in);
    this.meter = meter;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    count(Math.max(count, 0));
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** The attempt failed: what was read counts no more. */
  void takeBack() {
    count(-countedBytes);
  }

  private void count(long bytes) {
    countedBytes += bytes;
    meter.moved(bytes);
  }
}
