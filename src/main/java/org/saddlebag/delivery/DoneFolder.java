package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Where delivered files rest; sub-directories are kept, names that are taken get a number. */
final class DoneFolder {

  private final Path folder;
  private final Duration retention;
  private final Placement placement;

  DoneFolder(Path folder, Duration retention, Placement placement) {
    this.folder = folder;
    this.retention = retention;
    this.placement = placement;
  }

  /** Finds out whether a file can go there, before it is taken from its place. */
  void prepare(String name) throws IOException {
    Disk.createDirectories(path(name).getParent());
  }

  /** Moves a file in, durably; one that is in already only loses its other name. */
  Path put(Path file, String name) throws IOException {
    String fitting = NumberedName.fitting(name);
    prepare(fitting);
    Path placed;
    do {
      int number = NumberedName.firstFree(name, each -> isTaken(file, fitting, each));
      placed = path(NumberedName.of(fitting, number));
    } while (!put(file, placed));
    Disk.syncDirectory(placed.getParent());
    return placed;
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

  private boolean put(Path file, Path placed) throws IOException {
    if (isSame(file, placed)) {
      Files.delete(file);
      return true;
    }
    try {
      return placement.beside(file, placed);
    } catch (AtomicMoveNotSupportedException e) {
      return putFromElsewhere(file, placed);
    }
  }

  /** Another file system: a whole, durable copy gets the name before the original goes. */
  private boolean putFromElsewhere(Path file, Path placed) throws IOException {
    Path copy = folder.resolve(".copy-" + file.getFileName());
    Files.copy(
        file,
        copy,
        LinkOption.NOFOLLOW_LINKS,
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING);
    if (!Files.isSymbolicLink(copy)) {
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
    if (!placement.beside(copy, placed)) {
      return false;
    }
    Disk.syncDirectory(placed.getParent());
    Files.delete(file);
    return true;
  }

  private boolean isTaken(Path file, String name, int number) {
    Path there = path(NumberedName.of(name, number));
    return Files.exists(there, LinkOption.NOFOLLOW_LINKS) && !isSame(file, there);
  }

  private static boolean isSame(Path file, Path there) {
    try {
      if (Files.notExists(there, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      FileStamp stamp = FileStamp.ofLink(there);
      return stamp.file() != null && stamp.equals(FileStamp.ofLink(file));
    } catch (IOException e) {
      return false;
    }
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

  private Path path(String name) {
    return RelativeNames.source(folder, name);
  }
}
