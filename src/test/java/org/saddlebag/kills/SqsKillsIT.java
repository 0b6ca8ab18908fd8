package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
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
import org.saddlebag.testing.TestSqs;
import org.saddlebag.testing.Trees;

/**
 * Kills the packaged program between receiving a message of SQS and deleting it. Every message is
 * in the bucket once, opens, and is in no queue any more, whether the same node or another goes on.
 */
class SqsKillsIT {

  private static final String BUCKET = "sqs-kills";
  private static final int[] SIZES = {1, 4_096, 200_000};

  @TempDir private Path temp;
  private LocalS3 s3;
  private TestSqs sqs;
  private final List<String> wanted = new ArrayList<>();

  @BeforeEach
  void start() {
    s3 = LocalS3.start(temp.resolve("s3"), LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    sqs = TestSqs.start();
  }

  @AfterEach
  void stop() {
    sqs.close();
    s3.close();
  }

  private Installation node(String name) throws IOException {
    Path folder = java.nio.file.Files.createDirectories(temp.resolve(name));
    List<String> settings = Stores.local(s3, folder);
    settings.addAll(sqs.settings(folder));
    Installation node = Installation.in(folder.resolve("installation"), settings);
    java.nio.file.Files.copy(
        temp.resolve("keys.p12"),
        node.keystore(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    node.flows(
        Installation.flow(
            "sqs-to-s3",
            "orders",
            "queue",
            TestSqs.QUEUE,
            "deadLetterQueue",
            TestSqs.DEAD_LETTERS,
            "visibilityTimeout",
            "3",
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
        String content =
            random.ints(size, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining());
        sqs.send(content);
        wanted.add(Trees.digest(content.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-complete:1", "after-receipt:2", "before-acknowledge:4"})
  void a_kill_before_the_acknowledgement_loses_and_doubles_nothing(String point) throws Exception {
    send();
    Installation first = node("first");
    first.javaOptions("-Xmx256m -Dsaddlebag.failpoint=" + point);
    assertThat(first.run("run", "--once").exitCode()).as(first.log()).isEqualTo(137);
    assertThat(sqs.count(TestSqs.QUEUE)).as("not deleted").isPositive();

    Installation next = point.endsWith(":1") ? node("second") : first;
    next.javaOptions("-Xmx256m");

    workOff(next);
    requireEachOnce();
  }

  @Test
  void kills_from_outside_lose_and_double_nothing() throws Exception {
    Installation node = node("only");
    Random random = new Random(5);
    for (int round = 0; round < 2; round++) {
      send();
      Process process = node.start("run");
      long enough = sealed().objects().size() + 1L + random.nextInt(5);
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofMinutes(2))
          .until(() -> sealed().objects().size() >= enough || !process.isAlive());
      process.destroyForcibly().waitFor();
    }

    workOff(node);
    requireEachOnce();
  }

  /** What a killed process had in hand shows only after its visibility timeout. */
  private void workOff(Installation node) throws Exception {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              assertThat(node.run("run", "--once").exitCode()).as(node.log()).isZero();
              return sqs.count(TestSqs.QUEUE) == 0;
            });
  }

  private SealedBucket sealed() {
    return new SealedBucket(s3, BUCKET, temp.resolve("keys.p12"));
  }

  private void requireEachOnce() throws IOException {
    assertThat(sqs.count(TestSqs.QUEUE)).as("left in the queue").isZero();
    assertThat(sqs.count(TestSqs.DEAD_LETTERS)).as("dead letters").isZero();
    sealed().requireNoUploads();
    List<String> found = new ArrayList<>(sealed().digests().values());
    Collections.sort(found);
    Collections.sort(wanted);
    assertThat(found).isEqualTo(wanted);
  }
}
