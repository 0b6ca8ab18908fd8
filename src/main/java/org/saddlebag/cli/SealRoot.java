package org.saddlebag.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.saddlebag.delivery.LinkPolicy;
import org.saddlebag.errors.SaddlebagException;

/**
 * One path of the command line: a file, or a directory with all that is in it.
 *
 * @param path as it was given
 * @param directory whether it is one
 * @param namePrefix what stands before the names of the files in a directory; the name of a file
 * @param key the object key of a file; what stands before the names in a directory
 */
record SealRoot(Path path, boolean directory, String namePrefix, String key) {

  static SealRoot of(Path path, S3Address target) {
    if (Files.isDirectory(path)) {
      Path name = path.getFileName();
      boolean contentOnly = name == null || List.of("", ".", "..").contains(name.toString());
      String prefix = contentOnly ? "" : name + "/";
      return new SealRoot(path, true, prefix, target.key() + prefix);
    }
    String name = path.toAbsolutePath().getFileName().toString();
    String key = target.isPrefix() ? target.key() + name : target.key();
    return new SealRoot(path, false, name, key);
  }

  /** Its files, found as they are asked for. */
  Iterator<SealItem> items(Consumer<SaddlebagException> problems) {
    Path absolute = path.toAbsolutePath();
    if (!directory) {
      long size = absolute.toFile().length();
      return List.of(
              new SealItem(
                  absolute.getParent(), namePrefix, LinkPolicy.FOLLOW, key, namePrefix, size))
          .iterator();
    }
    TreeWalk walk = new TreeWalk(path, problems);
    Path root = absolute.normalize();
    return new Mapped<>(
        walk,
        found ->
            new SealItem(
                root,
                found.relative(),
                LinkPolicy.INSIDE,
                key + found.relative(),
                namePrefix + found.relative(),
                found.sizeBytes()));
  }

  /** The file of this root that would go to an object key, or null. */
  Path at(String objectKey) {
    if (!directory) {
      return objectKey.equals(key) ? path : null;
    }
    if (!objectKey.startsWith(key) || objectKey.length() == key.length()) {
      return null;
    }
    Path there = path.resolve(objectKey.substring(key.length()));
    boolean file =
        Files.exists(there, LinkOption.NOFOLLOW_LINKS)
            && !Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS);
    return file ? there : null;
  }

  /** Whether some file of this root could have the object key of one of the other's. */
  boolean mayMeet(SealRoot other) {
    return (directory && other.key.startsWith(key))
        || (other.directory && key.startsWith(other.key))
        || key.equals(other.key);
  }

  /** A tree that can't be entered at all fails before anything is sent. */
  void requireReadable() throws IOException {
    if (directory) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        Objects.requireNonNull(entries);
      }
    }
  }
}
