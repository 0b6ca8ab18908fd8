package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.delivery.Receipt;

/** Delivered files that can't be let go at once, and others that come to their places meanwhile. */
class LettingGoTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** On another file system than the inbox: a file goes there by a copy, which can be kept out. */
  private Path elsewhere;

  private Path blocked;

  @BeforeEach
  void makeFolder() throws IOException {
    elsewhere = Files.createTempDirectory(Path.of("/dev/shm"), "saddlebag-done");
  }

  @AfterEach
  void deleteFolder() throws IOException {
    delete(elsewhere);
  }

  /** No look finds again what was taken from its place. */
  @Test
  void what_could_not_come_to_its_end_behind_the_take_does_without_a_restart() throws IOException {
    house.whenStored((receipt, lasting) -> block(receipt));
    house.in("in", "doneFolder=" + elsewhere, "delay=20");
    house.drop("a", "1");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      assertThat(house.inbox().resolve("a")).doesNotExist();
      assertThat(elsewhere.resolve("a")).doesNotExist();

      free();

      await().atMost(PATIENCE).until(() -> Files.exists(elsewhere.resolve("a")));
      await().atMost(PATIENCE).until(() -> FlowHouse.tree(house.inbox()).isEmpty());
    }
  }

  /** What is under the name of the copy can't be replaced. */
  private void block(Receipt receipt) {
    try {
      blocked = elsewhere.resolve(".copy-" + receipt.delivery());
      Files.createDirectories(blocked.resolve("not empty"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void free() throws IOException {
    delete(blocked);
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(directory)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
