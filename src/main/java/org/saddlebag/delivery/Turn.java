package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Work on a folder that processes and threads do one after the other. */
final class Turn {

  /** The work. */
  interface Work<T> {
    T run() throws IOException;
  }

  private Turn() {}

  /** Waits for the turn; the lock file stays where it is. */
  static <T> T take(Path lockFile, Work<T> work) throws IOException {
    synchronized (Turn.class) {
      try (FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        return work.run();
      }
    }
  }
}
