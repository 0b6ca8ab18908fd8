package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file of a log, in whose place other content can be put. What is written goes to the file that
 * has the name, whatever fails meanwhile. Written and synced at the same time, replaced alone.
 */
final class LogFile implements AppendLog.Sink {

  private final Path path;
  private final AppendLog.Opener opener;
  private volatile AppendLog.Sink sink;

  /** Whether a failure of the machine may bring back what was replaced. */
  private volatile boolean unsettled;

  LogFile(Path path, AppendLog.Opener opener) throws IOException {
    this.path = path;
    this.opener = opener;
    this.sink = opener.open(path);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    sink.write(bytes);
  }

  @Override
  public void sync() throws IOException {
    sink.sync();
    settle();
  }

  /** Puts other content in its place, atomically; whatever this throws, nothing has changed. */
  void replace(byte[] content) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    AppendLog.Sink next = opener.open(fresh);
    try {
      next.write(content);
      next.sync();
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      try (next) {
        throw e;
      }
    }
    unsettled = true;
    AppendLog.Sink old = sink;
    sink = next;
    closeQuietly(old);
  }

  /** Makes sure that what was replaced does not come back. What fails the next sync tries again. */
  void settle() throws IOException {
    if (unsettled) {
      opener.syncDirectory(path.getParent());
      unsettled = false;
    }
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }

  /** Nobody can read any more what was in it. */
  private static void closeQuietly(AppendLog.Sink replaced) {
    try {
      replaced.close();
    } catch (IOException e) {
      // Its content is in the new file.
    }
  }
}
