package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The done-files of one flow. One that outlives its file calls the next file of that name whole
 * before it is; where one is lost, its file is never delivered.
 *
 * @param flow the flow's name
 * @param root its directory
 * @param patternOrNull null where writers give no sign
 */
record DoneFiles(String flow, Path root, DoneFile patternOrNull) {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /** Whether the writer says that a file is whole, or never says so of any. */
  boolean allow(Path file) {
    return patternOrNull == null || patternOrNull.present(file);
  }

  /** A file has gone from its place, and its done-file goes, too. */
  void remove(String name) {
    remove(name, Instant.MAX);
  }

  /**
   * The same where another file may have come to the place since.
   *
   * @param name the file's name in the directory
   * @param left when it went: a done-file that came later is another file's
   */
  void remove(String name, Instant left) {
    if (patternOrNull == null) {
      return;
    }
    Path sign = patternOrNull.beside(root.resolve(name));
    try {
      BasicFileAttributes found =
          Files.readAttributes(sign, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!Arrival.of(sign, found).isAfter(left)) {
        Files.deleteIfExists(sign);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{}: {} is gone already", flow, sign);
    } catch (IOException e) {
      LOG.warn("{}: can't delete {}: {}", flow, sign, e.toString());
    }
  }
}
