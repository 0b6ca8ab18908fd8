package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.text;

import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.artemis.utils.UUID;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.TestBroker;

/** Messages that name files: the object holds the file, and nothing outside can be named. */
class NamedFilesTest extends QueueCase {

  private Path exchange;
  private String below;

  @BeforeEach
  void up() throws IOException {
    broker.up();
    exchange = Files.createDirectories(folder.resolve("exchange"));
    below = "filesBelow=" + exchange;
  }

  private Path put(String name, String content) throws IOException {
    Path file = exchange.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Test
  void the_object_holds_the_file_that_the_message_names() throws Exception {
    put("2026/a.bin", "one");
    put("b.bin", "two");
    broker.send(text("2026/a.bin\n"), text("b.bin"));
    house.fromQueue("orders", below, "objectKey=in/{path}");

    assertThat(house.once().delivered()).isEqualTo(2);

    assertThat(house.keys()).containsExactlyInAnyOrder("in/2026/a.bin", "in/b.bin");
    assertThat(house.head("in/b.bin").contentType()).isEqualTo("application/octet-stream");
    assertThat(waiting() + dead()).isZero();
    assertThat(FlowHouse.tree(exchange)).hasSize(2);
    assertThat(opened()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void a_delivered_file_is_deleted_where_the_flow_says_so() throws Exception {
    put("2026/a.bin", "one");
    broker.send(text("anything", "file", "2026/a.bin"));
    house.fromQueue("orders", below, "fileHeader=file", "afterFile=delete");

    assertThat(house.once().delivered()).isEqualTo(1);

    try (var left = Files.walk(exchange)) {
      assertThat(left.map(each -> exchange.relativize(each).toString()))
          .containsExactlyInAnyOrder("", "2026");
    }
    assertThat(opened()).containsExactly("one");
  }

  @Test
  void nothing_outside_can_be_named() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(exchange.resolve("link"), secret);
    Files.createSymbolicLink(exchange.resolve("up"), folder);
    put(".saddlebag/staged", "unverified");
    Map<String, String> names =
        new TreeMap<>(
            Map.of(
                "../secret",
                "bad-source-name",
                secret.toString(),
                "bad-source-name",
                "a/../../secret",
                "bad-source-name",
                "./a",
                "bad-source-name",
                ".saddlebag/staged",
                "bad-source-name",
                " ",
                "bad-source-name",
                "a\u0001",
                "bad-source-name",
                "link",
                "link-refused",
                "up/secret",
                "link-refused",
                "up",
                "link-refused"));
    names.put(".saddlebag", "bad-source-name");
    names.put("x".repeat(256), "bad-source-name");
    names.put("d/".repeat(2500) + "x", "bad-source-name");
    for (String name : names.keySet()) {
      broker.send(text(name));
    }
    house.fromQueue("orders", below, "afterFile=delete");

    FlowSummary done = house.once();

    assertThat(done.failed()).isEqualTo(names.size());
    assertThat(house.keys()).isEmpty();
    Map<String, String> found = new TreeMap<>();
    for (Message letter : broker.take(TestBroker.DEAD_LETTERS)) {
      found.put(((TextMessage) letter).getText(), letter.getStringProperty("SaddlebagCode"));
    }
    assertThat(found).isEqualTo(names);
    assertThat(secret).exists();
  }

  @Test
  void a_file_that_does_not_come_makes_a_dead_letter_with_its_reason() throws Exception {
    broker.send(text("not-there"));
    house.fromQueue("orders", below, "attempts=2");

    assertThat(house.once().failed()).isEqualTo(1);

    Message letter = broker.take(TestBroker.DEAD_LETTERS).get(0);
    assertThat(letter.getStringProperty("SaddlebagCode")).isEqualTo("source-vanished");
    assertThat(letter.getStringProperty("SaddlebagReason"))
        .contains(exchange.resolve("not-there").toString());
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void a_file_may_come_later_than_its_message() throws Exception {
    broker.send(text("late"));
    house.fromQueue("orders", below, "attempts=1000");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> log.lines().stream().anyMatch(line -> line.contains("source-vanished")));
      Path file = Files.writeString(folder.resolve("late"), "here I am");
      Files.move(file, exchange.resolve("late"));
      await().atMost(Duration.ofMinutes(1)).until(() -> run.runner.summary().delivered() == 1);
    }
    assertThat(opened()).containsExactly("here I am");
  }

  @Test
  void a_directory_that_is_away_leaves_the_messages_in_the_queue() throws Exception {
    broker.maxDeliveries(-1);
    Files.delete(exchange);
    broker.send(text("a.bin"));
    house.fromQueue("orders", below, "attempts=1", "parallel=1");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> log.lines().stream().anyMatch(line -> line.contains("went back after 1")));
    }
    assertThat(dead()).isZero();
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void a_message_that_comes_again_finds_its_object_where_its_file_is_gone() throws Exception {
    put("a.bin", "one");
    UUID id = UUIDGenerator.getInstance().generateUUID();
    broker.sendAs(id, "a.bin");
    house.fromQueue("orders", below, "afterFile=delete", "objectKey={path}");
    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(FlowHouse.tree(exchange)).isEmpty();

    broker.sendAs(id, "a.bin");
    FlowSummary again = house.once();

    assertThat(again.delivered()).isEqualTo(1);
    assertThat(waiting() + dead()).isZero();
    assertThat(house.keys()).containsExactly("a.bin");
  }

  @Test
  void a_message_that_comes_again_takes_no_other_file_of_the_name() throws Exception {
    put("a.bin", "one");
    UUID id = UUIDGenerator.getInstance().generateUUID();
    broker.sendAs(id, "a.bin");
    house.fromQueue("orders", below, "afterFile=delete");
    assertThat(house.once().delivered()).isEqualTo(1);
    put("a.bin", "two");

    broker.sendAs(id, "a.bin");
    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(FlowHouse.tree(exchange)).containsExactly(Map.entry("a.bin", "two"));
    broker.send(text("a.bin"));
    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(FlowHouse.tree(exchange)).isEmpty();
    assertThat(opened()).containsExactlyInAnyOrder("one", "two");
    assertThat(waiting() + dead()).isZero();
  }

  @Test
  void a_file_that_took_the_place_of_the_delivered_one_stays() throws Exception {
    put("a/b.bin", "one");
    broker.send(text("a/b.bin"));
    house.fromQueue("orders", below, "afterFile=delete");
    house.whenStored(
        (receipt, lasting) -> {
          try {
            Files.move(
                Files.writeString(folder.resolve("other"), "two"),
                exchange.resolve("a/b.bin"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(FlowHouse.tree(exchange)).containsExactly(Map.entry("a/b.bin", "two"));
    assertThat(opened()).containsExactly("one");
  }

  @Test
  void what_a_flow_says_of_named_files_must_fit_together() {
    house.fromQueue("one", "objectKey={path}");
    house.fromQueue("two", "queue=DLQ", "deadLetterQueue=orders", "afterFile=delete");
    house.fromQueue("three", "queue=third", "filesBelow=" + exchange, "afterFile=burn");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("speaks of files")
        .hasMessageContaining("give filesBelow")
        .hasMessageContaining("afterFile 'burn' must be one of [keep, delete]");
  }
}
