package org.saddlebag.camel.watch;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sign by which a writer says that a file is whole: an empty file beside it, whose name is made
 * from the file's.
 *
 * @param prefix what stands before the file's name
 * @param suffix what stands behind it
 */
public record DoneFile(String prefix, String suffix) {

  /** Stands for the file's name in the pattern. */
  static final String NAME = "{name}";

  /**
   * Reads a pattern.
   *
   * @param pattern for example {@code {name}.done}; empty when writers give no sign
   * @return null when empty
   */
  public static DoneFile parse(String pattern) {
    if (pattern.isBlank()) {
      return null;
    }
    int at = pattern.indexOf(NAME);
    if (at < 0 || pattern.length() == NAME.length() || pattern.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "a done-file is named like {name}.done, was '" + pattern + "'");
    }
    return new DoneFile(pattern.substring(0, at), pattern.substring(at + NAME.length()));
  }

  Path beside(Path file) {
    return file.resolveSibling(prefix + file.getFileName() + suffix);
  }

  boolean isOne(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(prefix)
        && name.endsWith(suffix)
        && name.length() > prefix.length() + suffix.length();
  }

  boolean present(Path file) {
    return Files.exists(beside(file));
  }
}
