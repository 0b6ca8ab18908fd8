package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders of one run of the bench, gone at its end.
 *
 * @param ram on the RAM disk: data, the sink's bodies, what is opened
 * @param disk on a real disk: configuration, the program's state, what is opened to a disk
 */
record Place(Path ram, Path disk) implements AutoCloseable {

  static Place make() throws IOException {
    Path disk = Files.createDirectories(Path.of("target/bench").toAbsolutePath());
    Place place =
        new Place(
            Files.createTempDirectory(Path.of("/dev/shm"), "saddlebag-bench-"),
            Files.createTempDirectory(disk, "work-"));
    Runtime.getRuntime().addShutdownHook(new Thread(place::close));
    return place;
  }

  @Override
  public void close() {
    Trees.delete(ram);
    Trees.delete(disk);
  }
}
