package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Where delivered files rest; sub-directories are kept, names that are taken get a number. */
final class DoneFolder {

  private final Path folder;
  private final Duration retention;
  private final SafeMove moves;

  DoneFolder(Path folder, Duration retention, SafeMove moves) {
    this.folder = folder;
    this.retention = retention;
    this.moves = moves;
  }

  /** Finds out whether a file can go there, before it is taken from its place. */
  void prepare(String name) throws IOException {
    Disk.createDirectories(RelativeNames.source(folder, name).getParent());
  }

  /** Moves a file in. */
  Path put(Path file, String name) throws IOException {
    return moves.move(file, folder, name);
  }

  /** Deletes what has been here for longer than the retention, counted by the inode's change. */
  int expire(Instant now) throws IOException {
    if (retention == null || Files.notExists(folder)) {
      return 0;
    }
    List<Path> old;
    try (Stream<Path> files = Files.walk(folder)) {
      old = files.filter(file -> isOlder(file, now.minus(retention))).toList();
    }
    int deleted = 0;
    for (Path file : old) {
      deleted += Files.deleteIfExists(file) ? 1 : 0;
    }
    return deleted;
  }

  private static boolean isOlder(Path file, Instant oldest) {
    try {
      FileStamp stamp = FileStamp.ofLink(file);
      Instant since = stamp.changed() == null ? stamp.modified() : stamp.changed();
      return !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && since.isBefore(oldest);
    } catch (IOException e) {
      return false;
    }
  }
}
