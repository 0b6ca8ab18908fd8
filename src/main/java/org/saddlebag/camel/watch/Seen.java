package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.saddlebag.claims.Work;
import org.saddlebag.delivery.SourceDescription;

/**
 * What a look saw of a file, links followed, by which other nodes tell whether they see the same
 * content.
 *
 * @param sizeBytes its length, 0 where there was none to be seen
 * @param modified when it was written, to the millisecond, as clients of one file system cut what
 *     is finer in different ways; empty where it could not be seen
 */
record Seen(long sizeBytes, String modified) {

  static Seen of(BasicFileAttributes foundOrNull) {
    return foundOrNull == null
        ? new Seen(0, "")
        : new Seen(foundOrNull.size(), String.valueOf(foundOrNull.lastModifiedTime().toMillis()));
  }

  /** What is there now. */
  static Seen now(Path path) {
    try {
      return of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (IOException e) {
      return of((BasicFileAttributes) null);
    }
  }

  private static Seen of(SourceDescription source) {
    return new Seen(source.sizeBytes(), String.valueOf(source.modified().toEpochMilli()));
  }

  /** A hint at the file. */
  Work work(String name) {
    return new Work(name, sizeBytes, modified);
  }

  /** Whether a file is as it was when another node found it whole. */
  static boolean isStill(SourceDescription source, Work hint) {
    return of(source).work(hint.name()).equals(hint);
  }
}
