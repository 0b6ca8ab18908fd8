package org.saddlebag.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The files with the contents. What is being read is deleted only after the last reader. */
final class DataFolder {

  private final Path data;
  private final Path scratch;
  private final Map<String, Integer> readers = new HashMap<>();
  private final Set<String> doomed = new HashSet<>();
  private final Set<String> leaving = new HashSet<>();

  DataFolder(Path data, Path scratch) {
    this.data = data;
    this.scratch = scratch;
  }

  Draft draft() {
    return new Draft(scratch, data);
  }

  Path resolve(String file) {
    return data.resolve(file);
  }

  /** Holds a content for reading; false where it is gone or on its way out. */
  boolean pin(String root) {
    synchronized (readers) {
      boolean there = readers.containsKey(root) || Files.exists(data.resolve(root));
      if (!there || leaving.contains(root)) {
        return false;
      }
      readers.merge(root, 1, Integer::sum);
      return true;
    }
  }

  void unpin(String root) {
    synchronized (readers) {
      readers.computeIfPresent(root, (r, count) -> count == 1 ? null : count - 1);
      if (readers.containsKey(root) || !doomed.remove(root)) {
        return;
      }
    }
    delete(root);
  }

  void delete(String root) {
    synchronized (readers) {
      if (readers.containsKey(root)) {
        doomed.add(root);
        return;
      }
      leaving.add(root);
    }
    // Outside the lock: to unlink a large file takes long.
    remove(root);
    synchronized (readers) {
      leaving.remove(root);
    }
  }

  private void remove(String root) {
    try {
      Path path = data.resolve(root);
      if (!Files.isDirectory(path)) {
        Files.deleteIfExists(path);
      } else {
        Folders.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what no object and no upload refers to, left over from an earlier process. */
  void sweep(Set<String> roots) throws IOException {
    for (Path path : Folders.list(data)) {
      if (!roots.contains(path.getFileName().toString())) {
        Folders.delete(path);
      }
    }
  }
}
