package org.saddlebag.delivery;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** {@code O_APPEND}: several processes may append; not a channel, as those die by interrupts. */
final class AppendedFile implements AppendLog.Sink {

  private final FileOutputStream out;

  AppendedFile(Path file) throws IOException {
    out = new FileOutputStream(file.toFile(), true);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  @Override
  public void sync() throws IOException {
    out.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
