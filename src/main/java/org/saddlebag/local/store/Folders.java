package org.saddlebag.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders at once. */
final class Folders {

  private Folders() {}

  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  static void delete(Path fileOrFolder) throws IOException {
    if (!Files.exists(fileOrFolder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(fileOrFolder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  static void empty(Path folder) throws IOException {
    for (Path entry : list(folder)) {
      delete(entry);
    }
  }
}
