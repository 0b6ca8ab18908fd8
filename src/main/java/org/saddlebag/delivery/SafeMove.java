package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Moves files to places that are free, with numbers where names are taken. A process that dies in a
 * move leaves the file under both names at worst, and the same move again ends it.
 */
final class SafeMove {

  /** Makes the new name durable, now or with others. */
  interface Settling {
    void changed(Path directory) throws IOException;
  }

  private final Placement placement = new Placement();
  private final Settling settling;

  /** Moves that are durable when they return. */
  SafeMove() {
    this(new DirectorySyncs()::sync);
  }

  SafeMove(Settling settling) {
    this.settling = settling;
  }

  /**
   * Moves a file.
   *
   * @param file the file or link
   * @param root where to
   * @param name its wished name in there, with {@code /}; directories are made
   * @return its new place
   */
  Path move(Path file, Path root, String name) throws IOException {
    // Most names are free: the file system says so by itself.
    Path place = place(root, name, 0);
    Disk.createDirectories(place.getParent());
    while (!put(file, place)) {
      int number = NumberedName.firstFree(name, each -> isTaken(file, place(root, name, each)));
      place = place(root, name, number);
    }
    settling.changed(place.getParent());
    return place;
  }

  private boolean put(Path file, Path place) throws IOException {
    if (placed(file, place)) {
      return true;
    }
    if (isSame(file, place)) {
      Files.delete(file);
      return true;
    }
    return false;
  }

  private boolean placed(Path file, Path place) throws IOException {
    try {
      return placement.beside(file, place);
    } catch (AtomicMoveNotSupportedException e) {
      return putFromElsewhere(file, place);
    }
  }

  /** Another file system: a whole, durable copy gets the name before the original goes. */
  private boolean putFromElsewhere(Path file, Path place) throws IOException {
    Path copy = place.resolveSibling(".copy-" + file.getFileName());
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
    if (!placement.beside(copy, place)) {
      return false;
    }
    Disk.syncDirectory(place.getParent());
    Files.delete(file);
    return true;
  }

  private static Path place(Path root, String name, int number) {
    String fitting = number == 0 ? name : NumberedName.fitting(name);
    return RelativeNames.source(root, NumberedName.of(fitting, number));
  }

  private static boolean isTaken(Path file, Path place) {
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isSame(file, place);
  }

  /** Two names of one file, which a death between link and unlink leaves. */
  private static boolean isSame(Path file, Path place) {
    try {
      if (Files.notExists(place, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      FileStamp stamp = FileStamp.ofLink(place);
      return stamp.file() != null && stamp.equals(FileStamp.ofLink(file));
    } catch (IOException e) {
      return false;
    }
  }
}
