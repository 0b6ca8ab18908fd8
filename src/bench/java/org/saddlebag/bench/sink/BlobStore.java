package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Takes bodies in: small ones into slabs of memory, large ones into files of the RAM disk. */
final class BlobStore {

  private static final int SMALL_BYTES = 64 << 10;
  private static final int SLAB_BYTES = 16 << 20;

  private final Path directory;
  private final boolean forget;
  private ByteBuffer slab = ByteBuffer.allocateDirect(SLAB_BYTES);

  BlobStore(Path directory, boolean forget) {
    this.directory = directory;
    this.forget = forget;
  }

  Blob take(Body body, Wire wire) throws IOException {
    if (forget) {
      return new Blob.Forgotten(drain(body, wire, null));
    }
    return body.length() >= 0 && body.length() < SMALL_BYTES ? small(body) : large(body, wire);
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

  private Blob large(Body body, Wire wire) throws IOException {
    FileChannel file = namelessFile();
    try {
      return new Blob.Large(file, drain(body, wire, file));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static long drain(Body body, Wire wire, FileChannel file) throws IOException {
    ByteBuffer buffer = wire.bodyBuffer();
    long length = 0;
    while (body.read(buffer)) {
      buffer.flip();
      length += buffer.remaining();
      while (file != null && buffer.hasRemaining()) {
        file.write(buffer);
      }
      buffer.clear();
    }
    return length;
  }

  /** The file goes with its channel, so that nothing is left when the sink is killed. */
  private FileChannel namelessFile() throws IOException {
    Path path = Files.createTempFile(directory, "sink-", ".blob");
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(path);
    return file;
  }
}
