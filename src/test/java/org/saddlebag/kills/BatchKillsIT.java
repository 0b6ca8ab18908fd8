package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.testing.TestBroker.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.TestBroker;

/**
 * Kills the packaged program between gathering messages and acknowledging them; then they come in
 * other batches. Every message is in one line.
 */
class BatchKillsIT {

  private static final String BUCKET = "batch-kills";
  private static final int MESSAGES = 9;

  @TempDir private Path temp;
  private LocalS3 s3;
  private TestBroker broker;
  private Installation node;

  @BeforeEach
  void start() throws IOException {
    s3 = LocalS3.start(temp.resolve("s3"), LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    broker = TestBroker.notYet(temp.resolve("broker")).maxDeliveries(-1).up();
    List<String> settings = Stores.local(s3, temp);
    settings.add("saddlebag.brokers.events.uri=" + broker.uri());
    settings.add("saddlebag.brokers.events.user=" + TestBroker.USER);
    settings.add("saddlebag.brokers.events.password=env:BROKER_PASSWORD");
    node = Installation.in(temp.resolve("installation"), settings);
    node.variable("BROKER_PASSWORD", TestBroker.PASSWORD);
  }

  @AfterEach
  void stop() {
    broker.close();
    s3.close();
  }

  private void flow(String batchMessages) throws IOException {
    node.flows(
        Installation.flow(
            "jms-to-s3",
            "orders",
            "broker",
            "events",
            "queue",
            TestBroker.QUEUE,
            "bucket",
            BUCKET,
            "key",
            "archive",
            "parallel",
            "2",
            "batchMessages",
            batchMessages,
            "batchTime",
            "500ms",
            "metadata",
            "number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-complete:2", "after-delivered:1", "before-acknowledge:2"})
  void a_kill_before_the_acknowledgement_loses_and_doubles_no_line(String point) throws Exception {
    for (int i = 0; i < MESSAGES; i++) {
      broker.send(text("m", "number", String.valueOf(i)));
    }
    flow("2");
    node.javaOptions("-Xmx256m -Dsaddlebag.failpoint=" + point);
    assertThat(node.run("run", "--once").exitCode()).as(node.log()).isEqualTo(137);
    assertThat(broker.count(TestBroker.QUEUE)).as("unacknowledged").isPositive();

    flow("5");
    node.javaOptions("-Xmx256m");

    assertThat(node.run("run", "--once").exitCode()).as(node.log()).isZero();
    assertThat(broker.count(TestBroker.QUEUE)).as("left in the queue").isZero();
    assertThat(broker.count(TestBroker.DEAD_LETTERS)).as("dead letters").isZero();
    assertThat(numbers()).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8");
  }

  private List<String> numbers() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> found = new ArrayList<>();
    SealedBucket sealed = new SealedBucket(s3, BUCKET, node.keystore());
    for (byte[] content : sealed.contents().values()) {
      for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
        found.add(json.readTree(line).path("headers").path("number").asText());
      }
    }
    return found;
  }
}
