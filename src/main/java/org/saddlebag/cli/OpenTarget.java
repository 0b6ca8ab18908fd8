package org.saddlebag.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.saddlebag.errors.Refused;

/**
 * Where what is opened goes. An object {@code x/b.txt} opened into a directory, or into a name that
 * ends with a slash, becomes {@code b.txt} in it; opened into any other name it becomes that file.
 * Objects below a prefix keep the rest of their keys as paths.
 *
 * @param directory absolute; outputs never leave it
 * @param fileName the name of the one output, or null where the object's key decides
 */
record OpenTarget(Path directory, String fileName) {

  /**
   * Reads the target.
   *
   * @param source what is to be opened
   * @throws Refused if many objects would go into one file
   */
  static OpenTarget parse(String text, S3Address source) {
    Path path = path(text);
    boolean folder = Files.isDirectory(path) || text.endsWith("/");
    if (source.isPrefix() && Files.exists(path) && !folder) {
      throw new Refused(
          CliError.BAD_TARGET, "%s is a file, but %s is a prefix".formatted(path, source));
    }
    if (folder && Files.exists(path) && !Files.isDirectory(path)) {
      throw new Refused(CliError.BAD_TARGET, path + " is a file, not a directory");
    }
    Path absolute = path.toAbsolutePath().normalize();
    if (folder || source.isPrefix()) {
      return new OpenTarget(absolute, null);
    }
    return new OpenTarget(absolute.getParent(), absolute.getFileName().toString());
  }

  /**
   * Reads the target of many objects.
   *
   * @throws Refused if it is a file
   */
  static OpenTarget directory(String text) {
    Path path = path(text);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new Refused(CliError.BAD_TARGET, path + " is a file, not a directory");
    }
    return new OpenTarget(path.toAbsolutePath().normalize(), null);
  }

  /** The output's name below the directory, with {@code /}. */
  String nameOf(String objectKey, S3Address source) {
    if (fileName != null) {
      return fileName;
    }
    return source.isPrefix()
        ? objectKey.substring(source.key().length())
        : objectKey.substring(objectKey.lastIndexOf('/') + 1);
  }

  private static Path path(String text) {
    if (S3Address.isOne(text) || text.isEmpty()) {
      throw new Refused(CliError.BAD_TARGET, "'" + text + "' stands where a local path must stand");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Refused(CliError.BAD_TARGET, "'" + text + "' can't be a path here", e);
    }
  }
}
