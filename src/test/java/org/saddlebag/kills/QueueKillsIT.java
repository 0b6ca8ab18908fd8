package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.TestBroker;
import org.saddlebag.testing.Trees;

/**
 * Kills the packaged program between receiving a message and acknowledging it. Every message is in
 * the bucket once, opens, and is in no queue any more, whether the same node or another goes on.
 */
class QueueKillsIT {

  private static final String BUCKET = "queue-kills";
  private static final int[] SIZES = {0, 1, 4_096, 300_000, 9 << 20};

  @TempDir private Path temp;
  private LocalS3 s3;
  private TestBroker broker;
  private final List<String> wanted = new ArrayList<>();

  @BeforeEach
  void start() {
    s3 = LocalS3.start(temp.resolve("s3"), LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    broker = TestBroker.notYet(temp.resolve("broker")).maxDeliveries(-1).up();
  }

  @AfterEach
  void stop() {
    broker.close();
    s3.close();
  }

  private Installation node(String name) throws IOException {
    Path folder = java.nio.file.Files.createDirectories(temp.resolve(name));
    List<String> settings = Stores.local(s3, folder);
    settings.add("saddlebag.brokers.events.uri=" + broker.uri());
    settings.add("saddlebag.brokers.events.user=" + TestBroker.USER);
    settings.add("saddlebag.brokers.events.password=env:BROKER_PASSWORD");
    Installation node = Installation.in(folder.resolve("installation"), settings);
    java.nio.file.Files.copy(
        temp.resolve("keys.p12"),
        node.keystore(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    node.variable("BROKER_PASSWORD", TestBroker.PASSWORD);
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
            "4"));
    return node;
  }

  @BeforeEach
  void makeKey() throws IOException {
    org.saddlebag.keys.NewKeystore.create(
        temp.resolve("keys.p12"), "archive", Installation.PASSWORD.clone());
  }

  private void send() throws Exception {
    Random random = new Random(11);
    for (int size : SIZES) {
      for (int i = 0; i < 2; i++) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        broker.send(bytes(content));
        wanted.add(Trees.digest(content));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after-begun:3",
        "after-part",
        "after-complete:1",
        "after-complete:5",
        "after-delivered:4",
        "after-receipt:2",
        "before-acknowledge:1",
        "before-acknowledge:6"
      })
  void a_kill_before_the_acknowledgement_loses_and_doubles_nothing(String point) throws Exception {
    send();
    Installation first = node("first");
    first.javaOptions("-Xmx256m -Dsaddlebag.failpoint=" + point);
    assertThat(first.run("run", "--once").exitCode()).as(first.log()).isEqualTo(137);
    assertThat(broker.count(TestBroker.QUEUE)).as("unacknowledged").isPositive();

    Installation next = point.endsWith(":1") ? node("second") : first;
    next.javaOptions("-Xmx256m");

    assertThat(next.run("run", "--once").exitCode()).as(next.log()).isZero();
    requireEachOnce();
  }

  @Test
  void kills_from_outside_with_duplicates_lose_and_double_nothing() throws Exception {
    Installation node = node("only");
    Random random = new Random(5);
    for (int round = 0; round < 5; round++) {
      send();
      String twice = "twice " + round;
      org.apache.activemq.artemis.utils.UUID id = UUIDGenerator.getInstance().generateUUID();
      broker.sendAs(id, twice);
      Process process = node.start("run");
      long before = sealed().objects().size();
      long enough = before + 1 + random.nextInt(9);
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofMinutes(2))
          .until(() -> sealed().objects().size() >= enough || !process.isAlive());
      broker.sendAs(id, twice);
      wanted.add(Trees.digest(twice.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      process.destroyForcibly().waitFor();
    }

    assertThat(node.run("run", "--once").exitCode()).as(node.log()).isZero();
    requireEachOnce();
  }

  private SealedBucket sealed() {
    return new SealedBucket(s3, BUCKET, temp.resolve("keys.p12"));
  }

  private void requireEachOnce() throws IOException {
    assertThat(broker.count(TestBroker.QUEUE)).as("left in the queue").isZero();
    assertThat(broker.count(TestBroker.DEAD_LETTERS)).as("dead letters").isZero();
    sealed().requireNoUploads();
    List<String> found = new ArrayList<>(sealed().digests().values());
    Collections.sort(found);
    Collections.sort(wanted);
    assertThat(found).isEqualTo(wanted);
  }
}
