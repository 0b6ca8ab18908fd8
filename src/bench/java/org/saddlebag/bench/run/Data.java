package org.saddlebag.bench.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The files that are sealed, made when they are first asked for. */
final class Data {

  private static final int CHUNK_BYTES = 1 << 20;
  private static final long SEED = 4;

  private final Path folder;

  Data(Path folder) {
    this.folder = folder;
  }

  /** A file of random bytes. */
  Path random(long bytes) throws IOException {
    Path file = folder.resolve("random-" + bytes);
    if (!Files.exists(file)) {
      Random random = new Random(SEED + bytes);
      byte[] chunk = new byte[CHUNK_BYTES];
      try (OutputStream out = Files.newOutputStream(file)) {
        for (long written = 0; written < bytes; written += CHUNK_BYTES) {
          random.nextBytes(chunk);
          out.write(chunk);
        }
      }
    }
    return file;
  }

  /** Names for one and the same file of random bytes, by which it can be sent several times. */
  List<Path> several(int count, long bytes) throws IOException {
    Path source = random(bytes);
    Path names = folder.resolve("%d-times-%d".formatted(count, bytes));
    if (!Files.exists(names)) {
      Files.createDirectory(names);
      for (int i = 0; i < count; i++) {
        Files.createLink(names.resolve("file-" + i), source);
      }
    }
    return IntStream.range(0, count).mapToObj(i -> names.resolve("file-" + i)).toList();
  }

  /** A file without pages of its own. */
  Path sparse(long bytes) throws IOException {
    Path file = folder.resolve("sparse-" + bytes);
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(bytes);
    }
    return file;
  }

  /** A flat directory of small files of random bytes. */
  Path tree(int files) throws IOException {
    Path tree = folder.resolve("tree-" + files);
    if (!Files.exists(tree)) {
      Files.createDirectory(tree);
      Random random = new Random(SEED);
      byte[] content = new byte[Sizes.SMALL_FILE_BYTES];
      for (int i = 0; i < files; i++) {
        random.nextBytes(content);
        Files.write(tree.resolve("file-%06d.bin".formatted(i)), content);
      }
    }
    return tree;
  }
}
