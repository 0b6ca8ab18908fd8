package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.keys.NewKeystore;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.TestKafka;
import org.saddlebag.testing.Trees;

/**
 * Kills the packaged program between S3's answer and the commit. Every record of a topic is in the
 * bucket once and in its order, and opens, whether the same node goes on or another, which cuts
 * otherwise.
 */
class KafkaKillsIT {

  private static final int PARTITIONS = 4;
  private static final int[] SIZES = {1, 300, 4_096, 60_000};

  @TempDir private static Path shared;
  private static LocalS3 s3;
  private static TestKafka kafka;

  @TempDir private Path temp;
  private final List<String> wanted = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    s3 = LocalS3.start(shared.resolve("s3"), LocalS3Options.defaults());
    kafka = TestKafka.start(shared.resolve("kafka"));
    NewKeystore.create(keystore(), "archive", Installation.PASSWORD.clone());
  }

  @AfterAll
  static void stop() throws Exception {
    kafka.close();
    s3.close();
  }

  private static Path keystore() {
    return shared.resolve("keys.p12");
  }

  private Installation node(String name, String topic, String... parameters) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name));
    List<String> settings = Stores.local(s3, folder);
    settings.add("camel.component.kafka.brokers=" + kafka.address());
    settings.add("saddlebag.kafka.session-timeout=2s");
    settings.add("saddlebag.kafka.answer-timeout=5s");
    Installation node = Installation.in(folder.resolve("installation"), settings);
    Files.copy(keystore(), node.keystore(), StandardCopyOption.REPLACE_EXISTING);
    List<String> all =
        new ArrayList<>(
            List.of("topic", topic, "bucket", topic, "key", "archive", "parallel", "4"));
    all.addAll(List.of(parameters));
    node.flows(Installation.flow("kafka-to-s3", "orders", all.toArray(String[]::new)));
    return node;
  }

  private void fill(String topic, int count) throws Exception {
    s3.ensureBucket(topic);
    kafka.topic(topic, PARTITIONS);
    Random random = new Random(17);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String value =
          i
              + random
                  .ints(SIZES[i % SIZES.length], 'a', 'z')
                  .mapToObj(Character::toString)
                  .collect(Collectors.joining());
      records.add(
          new ProducerRecord<>(
              topic, i % PARTITIONS, null, value.getBytes(StandardCharsets.UTF_8)));
      wanted.add(value);
    }
    kafka.sendAll(records);
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-complete:3", "before-acknowledge:5"})
  void a_kill_before_the_commit_loses_and_doubles_nothing(String point) throws Exception {
    String topic = "single-" + point.replace(':', '-');
    fill(topic, 40);
    Installation first = node("first", topic);
    first.javaOptions("-Xmx256m -Dsaddlebag.failpoint=" + point);
    assertThat(first.run("run", "--once").exitCode()).as(first.log()).isEqualTo(137);

    finish(point.endsWith(":3") ? node("second", topic) : first.javaOptions("-Xmx256m"));

    List<String> digests = new ArrayList<>(sealed(topic).digests().values());
    Collections.sort(digests);
    assertThat(digests)
        .isEqualTo(
            wanted.stream()
                .map(value -> Trees.digest(value.getBytes(StandardCharsets.UTF_8)))
                .sorted()
                .toList());
    requireCommitted(topic);
  }

  @Test
  void objects_of_many_records_that_are_cut_otherwise_after_a_kill_hold_each_record_once()
      throws Exception {
    String topic = "batches";
    fill(topic, 400);
    Installation first =
        node("first", topic, "batchMessages", "30", "batchFormat", "values")
            .javaOptions("-Xmx256m -Dsaddlebag.failpoint=after-complete:3");
    assertThat(first.run("run", "--once").exitCode()).as(first.log()).isEqualTo(137);
    Installation second =
        node("second", topic, "batchMessages", "17", "batchFormat", "values")
            .javaOptions("-Xmx256m");
    Process process = second.start("run");
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofMinutes(2))
        .until(() -> sealed(topic).objects().size() >= 8 || !process.isAlive());
    process.destroyForcibly().waitFor();

    finish(
        node("third", topic, "batchMessages", "50", "batchFormat", "values")
            .javaOptions("-Xmx256m"));

    assertThat(linesOfAll(topic)).containsExactlyInAnyOrderElementsOf(wanted);
    requireCommitted(topic);
  }

  private static void finish(Installation node) throws Exception {
    assertThat(node.run("run", "--once").exitCode()).as(node.log()).isZero();
  }

  private static SealedBucket sealed(String bucket) {
    return new SealedBucket(s3, bucket, keystore());
  }

  /** Objects open to lines; those of one partition follow each other without a gap. */
  private static List<String> linesOfAll(String bucket) throws IOException {
    List<String> lines = new ArrayList<>();
    for (byte[] content : sealed(bucket).contents().values()) {
      lines.addAll(new String(content, StandardCharsets.UTF_8).lines().toList());
    }
    return lines;
  }

  private void requireCommitted(String topic) throws Exception {
    sealed(topic).requireNoUploads();
    assertThat(
            kafka.committed("saddlebag-orders", topic).values().stream()
                .mapToLong(each -> each)
                .sum())
        .isEqualTo(wanted.size());
  }
}
