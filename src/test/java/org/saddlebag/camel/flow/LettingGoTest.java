package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.delivery.DeliveryWitness;
import org.saddlebag.delivery.Receipt;

/** Delivered files that can't be let go at once, and others that come to their places meanwhile. */
class LettingGoTest extends FlowTest {

  private static final String COPY = ".copy-";
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

  /** Without it the new file would lie there for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"move", "delete", "keep"})
  void a_file_that_took_the_place_of_the_delivered_one_keeps_its_done_file(String after)
      throws IOException {
    AtomicBoolean replaced = new AtomicBoolean();
    house.whenStored(
        (receipt, lasting) -> {
          if (replaced.compareAndSet(false, true)) {
            replace("a", "newer");
          }
        });
    house.in("in", "doneFile={name}.ok", "after=" + after);
    house.drop("a", "old");
    house.drop("a.ok", "");

    assertThat(house.once().delivered()).isEqualTo(2);

    assertThat(house.keys()).containsExactly("a", "a-1");
    assertThat(house.inbox().resolve("a.ok")).doesNotExist();
  }

  /** Else the next file of the name would count as whole from its first byte on. */
  @Test
  void a_done_file_that_outlived_its_file_at_a_death_goes_at_the_next_start() throws IOException {
    leaveTaken();
    house.drop("a.ok", "");
    // As if it had been taken now, and the process had died at once.
    Files.setPosixFilePermissions(taken(), PosixFilePermissions.fromString("rw-------"));

    house.once();

    assertThat(elsewhere.resolve("a")).hasContent("old");
    assertThat(house.inbox().resolve("a.ok")).doesNotExist();
  }

  @Test
  void one_that_came_after_the_delivered_file_had_gone_stays_at_the_next_start()
      throws IOException {
    leaveTaken();
    house.drop("a", "newer");
    house.drop("a.ok", "");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(elsewhere.resolve("a")).hasContent("old");
    assertThat(elsewhere.resolve("a-1")).hasContent("newer");
    assertThat(FlowHouse.tree(house.inbox())).isEmpty();
  }

  /** A process has ended when a delivered file was taken from its place and not at its end yet. */
  private void leaveTaken() throws IOException {
    house.whenStored((receipt, lasting) -> block(receipt));
    house.in("in", "doneFile={name}.ok", "doneFolder=" + elsewhere);
    house.drop("a", "old");
    house.drop("a.ok", "");
    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(taken()).hasContent("old");
    free();
    house.whenStored(DeliveryWitness.NONE);
  }

  private Path taken() {
    String delivery = blocked.getFileName().toString().substring(COPY.length());
    return house.inbox().resolve(".saddlebag-releasing").resolve(delivery);
  }

  private void replace(String name, String content) {
    try {
      Files.move(
          house.drop(".new", content),
          house.inbox().resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
      house.drop(name + ".ok", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is under the name of the copy can't be replaced. */
  private void block(Receipt receipt) {
    try {
      blocked = elsewhere.resolve(COPY + receipt.delivery());
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
