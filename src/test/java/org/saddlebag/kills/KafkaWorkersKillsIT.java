package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.TestKafka;
import org.saddlebag.testing.Trees;

/**
 * The records of a Kafka topic, one object each in one flow and many in one in another. What is
 * once in S3 is a record by its place (topic, partition, offset): a producer that sends the same
 * key and value again, as for a tenth of them, makes another record. Duplicates of a record come by
 * reading again: after kills, from workers that slept through the loss of their partitions, and as
 * one partition is set back to its beginning.
 */
@Tag("servers")
class KafkaWorkersKillsIT extends WorkersCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC = "orders";
  private static final String BATCHES = "workers-kills-batches";
  private static final int PARTITIONS = 12;
  private static final int TRANSACTION = 100;

  /** Each restart of a broker takes its time: one kill of each kind, and two workers. */
  private static final int KILLS = 4;

  /** Longer than the session of a member that is not heard of. */
  private static final Duration NAP = Duration.ofSeconds(4);

  /** The digests of values, by partition and in their order. */
  private final Map<Integer, List<String>> wanted = new TreeMap<>();

  private int records;

  @Test
  void records_are_in_s3_once_whoever_dies_or_sleeps() throws Exception {
    try (TestKafka kafka = TestKafka.start(temp.resolve("kafka"))) {
      kafka.topic(TOPIC, PARTITIONS, Map.of("max.message.bytes", String.valueOf(16 << 20)));
      fill(kafka);
      bucket(BATCHES);
      List<Worker> workers = workers(kafka);
      try {
        workOff(
            workers,
            records,
            KILLS,
            () -> {
              kafka.down();
              kafka.up();
              killed("broker");
              workers.get(1).sleep(NAP);
              killed("(asleep) worker");
            });
      } finally {
        for (Worker each : workers) {
          each.kill();
        }
      }
      for (String flow : List.of("single", "batches")) {
        await()
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptions()
            .untilAsserted(() -> kafka.rewind("saddlebag-" + flow, TOPIC, 0));
      }
      finish(workers);
      requireCommitted(kafka);
    }
    judge(BUCKET, this::requireEachOnce);
    judge(BATCHES, this::requireEachInOne);
  }

  private List<Worker> workers(TestKafka kafka) throws IOException {
    return workers(
        List.of(
            "camel.component.kafka.brokers=" + kafka.address(),
            "saddlebag.kafka.session-timeout=2s",
            "saddlebag.kafka.answer-timeout=5s"),
        flow("single", BUCKET),
        flow("batches", BATCHES, "batchMessages", "20", "batchTime", "500ms"));
  }

  private static String flow(String name, String bucket, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("topic", TOPIC, "bucket", bucket, "key", "archive", "parallel", "4"));
    all.addAll(List.of("retryDelay", "200", "retryDelayMax", "2000"));
    return Installation.flow("kafka-to-s3", name, all.toArray(String[]::new));
  }

  private void fill(TestKafka kafka) throws Exception {
    List<ProducerRecord<byte[], byte[]>> some = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      byte[] value = new byte[size(i)];
      random.nextBytes(value);
      for (int times = i % 10 == 0 ? 2 : 1; times > 0; times--) {
        int partition = i % PARTITIONS;
        byte[] key = ("key " + i).getBytes(StandardCharsets.UTF_8);
        some.add(new ProducerRecord<>(TOPIC, partition, key, value));
        wanted.computeIfAbsent(partition, each -> new ArrayList<>()).add(Trees.digest(value));
        records++;
      }
      if (some.size() >= TRANSACTION || i == MESSAGES - 1) {
        kafka.sendAll(some);
        some.clear();
      }
    }
  }

  private void requireCommitted(TestKafka kafka) throws Exception {
    for (String flow : List.of("single", "batches")) {
      Map<Integer, Long> committed = kafka.committed("saddlebag-" + flow, TOPIC);
      wanted.forEach(
          (partition, digests) ->
              assertThat(committed).containsEntry(partition, (long) digests.size()));
    }
  }

  private void requireEachOnce(SealedBucket bucket) throws IOException {
    Map<String, String> all = new TreeMap<>();
    wanted.forEach(
        (partition, digests) -> {
          for (int offset = 0; offset < digests.size(); offset++) {
            all.put("single/%s/%d/%020d".formatted(TOPIC, partition, offset), digests.get(offset));
          }
        });
    Map<String, String> found = bucket.digests();
    assertThat(found).isEqualTo(all);
    tell("%d records of Kafka".formatted(records), found.size(), List.copyOf(found.values()));
  }

  /** The objects of a partition follow each other; their lines are its records in their order. */
  private void requireEachInOne(SealedBucket bucket) throws IOException {
    Map<Integer, List<String>> found = new TreeMap<>();
    AtomicInteger objects = new AtomicInteger();
    bucket.each(
        (key, content) -> {
          objects.incrementAndGet();
          int partition = Integer.parseInt(key.split("/")[2]);
          List<String> digests = found.computeIfAbsent(partition, each -> new ArrayList<>());
          for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
            JsonNode record = record(line);
            assertThat(record.get("offset").asInt()).as(key).isEqualTo(digests.size());
            digests.add(digest(record));
          }
        });
    assertThat(found).isEqualTo(wanted);
    tell(
        "%d records of Kafka".formatted(records),
        objects.get(),
        found.values().stream().flatMap(List::stream).toList());
  }

  private static JsonNode record(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(JsonNode record) {
    try {
      return Trees.digest(
          record.has("valueBase64")
              ? record.get("valueBase64").binaryValue()
              : record.get("value").asText().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
