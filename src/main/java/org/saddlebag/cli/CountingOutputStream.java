package org.saddlebag.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Tells a meter what is written. */
final class CountingOutputStream extends FilterOutputStream {

  private final Meter meter;
  private long countedBytes;

  CountingOutputStream(OutputStream out, Meter meter) {
    super(out);
    this.meter = meter;
  }

  @Override
  public void write(int one) throws IOException {
    out.write(one);
    count(1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    out.write(source, offset, length);
    count(length);
  }

  /** The attempt failed: what was written counts no more. */
  void takeBack() {
    count(-countedBytes);
  }

  private void count(long bytes) {
    countedBytes += bytes;
    meter.moved(bytes);
  }
}
