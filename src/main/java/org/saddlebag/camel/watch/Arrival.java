package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** When a file has come to its place. */
final class Arrival {

  private Arrival() {}

  /**
   * A file that is moved here keeps its modification time; the time of its entry is now.
   *
   * @param attributes of the entry itself, be it a link
   */
  static Instant of(Path path, BasicFileAttributes attributes) {
    try {
      FileTime changed =
          (FileTime) Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
      return changed.toInstant();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return attributes.lastModifiedTime().toInstant();
    }
  }
}
