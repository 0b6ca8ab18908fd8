package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Directories in which names have changed that need not be on the disk yet; many changes of one
 * directory then cost one sync. Safe for use by several threads.
 */
final class ChangedDirectories {

  private final DirectorySyncs.Sync sync;
  private final Set<Path> changed = ConcurrentHashMap.newKeySet();

  ChangedDirectories() {
    this(Disk::syncDirectory);
  }

  ChangedDirectories(DirectorySyncs.Sync sync) {
    this.sync = sync;
  }

  /** To be called behind the change. */
  void add(Path directory) {
    changed.add(directory);
  }

  /**
   * Returns when every change that was added before this call is on the disk.
   *
   * @throws IOException if that is not certain; what could not be synced is tried again next time
   */
  synchronized void sync() throws IOException {
    for (Path directory : List.copyOf(changed)) {
      changed.remove(directory);
      try {
        sync.directory(standing(directory));
      } catch (IOException e) {
        changed.add(directory);
        throw e;
      }
    }
  }

  /** That a directory is gone stands in the one above it. */
  private static Path standing(Path directory) {
    Path at = directory;
    while (Files.notExists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
