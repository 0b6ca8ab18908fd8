package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives a file its final name in one step of the file system. */
class Placement {

  /** Takes the place of what is there, which is a link itself if it is one. */
  boolean over(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /**
   * Takes a free place only. {@code rename} replaces silently, {@code link} does not: the file gets
   * its second name and then loses its first.
   *
   * @return false if the place is taken
   */
  boolean beside(Path from, Path to) throws IOException {
    try {
      link(from, to);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return withoutLinks(from, to);
    }
    Files.delete(from);
    return true;
  }

  /** A seam for file systems without hard links. */
  void link(Path from, Path to) throws IOException {
    Files.createLink(to, from);
  }

  /**
   * Without hard links a look must do; what takes turns here is this process, and a stranger that
   * comes in between is the one case that stays.
   */
  private static boolean withoutLinks(Path from, Path to) throws IOException {
    synchronized (Placement.class) {
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
  }
}
