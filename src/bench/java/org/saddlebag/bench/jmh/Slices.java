package org.saddlebag.bench.jmh;

import java.io.ByteArrayInputStream;

/** A stream that hands out at most a slice per read, as a socket does. */
final class Slices extends ByteArrayInputStream {

  private final int sliceBytes;

  Slices(byte[] bytes, int sliceBytes) {
    super(bytes);
    this.sliceBytes = sliceBytes;
  }

  @Override
  public synchronized int read(byte[] target, int offset, int length) {
    return super.read(target, offset, Math.min(length, sliceBytes));
  }
}
