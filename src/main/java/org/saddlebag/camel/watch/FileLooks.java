package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells files that are still being written from those that are whole: a file has settled when its
 * size and time were equal in two polls. Costs one look per file and poll, and no waiting.
 *
 * <p>Thread safety: used by the polling thread alone, save {@link #unsettled}.
 */
final class FileLooks {

  /** A file that keeps changing for so many looks is no longer waited for. */
  private static final int PATIENCE_LOOKS = 5;

  private final Map<Path, Look> looks = new HashMap<>();
  private int poll;
  private volatile int unsettled;

  private record Look(long sizeBytes, FileTime modified, int poll, int changes) {

    boolean same(Look other) {
      return sizeBytes == other.sizeBytes && modified.equals(other.modified);
    }
  }

  /** A new poll begins. */
  void pollBegins() {
    poll++;
  }

  /**
   * A poll has ended.
   *
   * @param sawAll whether it reached the directory's end: what it has not seen is forgotten then
   */
  void pollEnds(boolean sawAll) {
    if (sawAll) {
      looks.values().removeIf(look -> look.poll() != poll);
    }
    unsettled =
        (int)
            looks.values().stream()
                .filter(look -> look.changes() > 0 && look.changes() < PATIENCE_LOOKS)
                .count();
  }

  /**
   * Looks at a file.
   *
   * @param file the file
   * @return true when it has not changed since the last poll
   */
  boolean settled(Path file) {
    Look before = looks.get(file);
    Look now = look(file, before == null ? 1 : before.changes() + 1);
    boolean settled = before != null && before.same(now);
    looks.put(file, settled ? new Look(now.sizeBytes(), now.modified(), poll, 0) : now);
    return settled;
  }

  /**
   * How many files the last poll left because they may still be written.
   *
   * @return without those that seem never to settle
   */
  int unsettled() {
    return unsettled;
  }

  /** A file that can't be looked at has no size: reading it will say why, and park it. */
  private Look look(Path file, int changes) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Look(found.size(), found.lastModifiedTime(), poll, changes);
    } catch (IOException e) {
      return new Look(-1, FileTime.fromMillis(0), poll, changes);
    }
  }
}
