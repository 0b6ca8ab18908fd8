package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a small object or of one part. */
sealed interface Blob {

  long length();

  /** Writes a range to a client. */
  void send(Wire wire, long first, long count) throws IOException;

  /** Gives its room back. */
  default void release() throws IOException {}

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

  /** In a file without a name. */
  record Large(FileChannel file, long length) implements Blob {

    @Override
    public void send(Wire wire, long first, long count) throws IOException {
      wire.send(file, first, count);
    }

    @Override
    public void release() throws IOException {
      file.close();
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
