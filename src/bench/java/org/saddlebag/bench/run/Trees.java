package org.saddlebag.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories and what is in them. */
final class Trees {

  private Trees() {}

  /** Removes all of it; nothing there is no error. */
  static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      paths.sorted(Comparator.reverseOrder()).forEach(Trees::deleteOne);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty directory in place of whatever is there. */
  static Path fresh(Path directory) throws IOException {
    delete(directory);
    return Files.createDirectories(directory);
  }

  /** A flat directory of the same files under the same names, without a copy of their bytes. */
  static Path links(Path source, Path directory) throws IOException {
    fresh(directory);
    for (Path file : list(source)) {
      Files.createLink(directory.resolve(file.getFileName()), file);
    }
    return directory;
  }

  /** Throws unless each file of a flat directory is in the other one, with the same bytes. */
  static void requireSame(Path source, Path copy) throws IOException {
    for (Path file : list(source)) {
      requireSameFile(file, copy.resolve(file.getFileName()));
    }
  }

  /** Throws unless both have the same bytes. */
  static void requireSameFile(Path source, Path copy) throws IOException {
    if (Files.mismatch(source, copy) >= 0) {
      throw new IOException(copy + " differs from " + source);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
