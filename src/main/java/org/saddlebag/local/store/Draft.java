package org.saddlebag.local.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A body on its way to disk. Whatever was not kept is deleted on close. */
public final class Draft implements AutoCloseable {

  private static final int BUFFER_BYTES = 128 * 1024;
  private static final int SMALLEST_BUFFER_BYTES = 4 * 1024;

  private final Path data;
  private final Path file;
  private long size;
  private boolean kept;

  Draft(Path scratch, Path data) {
    this.data = data;
    this.file = scratch.resolve(Names.random());
  }

  /**
   * Copies a body to the end, taking its sums on the way.
   *
   * @param in the body
   * @param expected how long it will be, in bytes; a hint for the buffer
   * @param digests the sums to take
   * @return this
   * @throws IOException when the connection or the disk fails
   */
  public Draft receive(InputStream in, long expected, Digests digests) throws IOException {
    long wanted = Math.min(BUFFER_BYTES, Math.max(SMALLEST_BUFFER_BYTES, expected));
    byte[] buffer = new byte[(int) wanted];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digests.update(buffer, 0, read);
        out.write(buffer, 0, read);
        size += read;
      }
    }
    return this;
  }

  /**
   * What was received.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * Makes it a file of the data folder.
   *
   * @return its name there
   * @throws IOException when the disk fails
   */
  public String keep() throws IOException {
    return keepAs(Names.random());
  }

  String keepAs(String name) throws IOException {
    Files.move(file, data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    kept = true;
    return name;
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      Files.deleteIfExists(file);
    }
  }
}
