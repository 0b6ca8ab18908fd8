package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.testing.TestKafka;

/** Records of a Kafka topic become objects, one each or many in one; on a real broker. */
class KafkaFlowIT extends FlowTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestKafka kafka;

  private String topic;

  @BeforeAll
  static void start(@TempDir Path shared) throws Exception {
    kafka = TestKafka.start(shared.resolve("kafka"));
  }

  @AfterAll
  static void stop() throws Exception {
    kafka.close();
  }

  @BeforeEach
  void name(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    house.kafka(kafka.settings());
  }

  private Map<String, String> opened() throws IOException {
    return house.opened();
  }

  private static String offset(long offset) {
    return "%020d".formatted(offset);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    return record.headers().lastHeader(header) == null
        ? null
        : new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }

  /** The values of all lines of all objects, in their order by partition. */
  private static Map<Integer, List<String>> lines(Map<String, String> opened) throws IOException {
    Map<Integer, List<String>> found = new TreeMap<>();
    for (Map.Entry<String, String> object : new TreeMap<>(opened).entrySet()) {
      int partition = Integer.parseInt(object.getKey().split("/")[2]);
      for (String line : object.getValue().split("\n")) {
        JsonNode record = JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1));
        found
            .computeIfAbsent(partition, each -> new ArrayList<>())
            .add(record.get("offset").asText());
      }
    }
    return found;
  }

  private static List<String> upTo(long end) {
    List<String> all = new ArrayList<>();
    for (long i = 0; i < end; i++) {
      all.add(String.valueOf(i));
    }
    return all;
  }

  @Test
  void each_record_rests_sealed_under_its_place_and_is_committed() throws Exception {
    kafka.topic(topic, 3);
    kafka.send(topic, 0, "k", "gruess Gott");
    kafka.send(topic, 0, null, "");
    kafka.send(topic, 0, null, null);
    kafka.send(topic, 2, "k", "x".repeat(900_000));
    house.fromKafka("orders", topic);

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(4);
    assertThat(done.allWell()).isTrue();
    assertThat(kafka.committed("saddlebag-orders", topic))
        .containsEntry(0, 3L)
        .containsEntry(2, 1L);
    assertThat(opened())
        .containsOnlyKeys(
            "orders/" + topic + "/0/" + offset(0),
            "orders/" + topic + "/0/" + offset(1),
            "orders/" + topic + "/0/" + offset(2),
            "orders/" + topic + "/2/" + offset(0))
        .containsEntry("orders/" + topic + "/0/" + offset(0), "gruess Gott");
  }

  @Test
  void headers_and_keys_of_strangers_steer_nothing_and_chosen_ones_travel() throws Exception {
    kafka.topic(topic, 1);
    String evil = "../evil-${sys.java.version}";
    kafka.send(
        topic,
        0,
        "A-7/${body}",
        "hostile",
        "CamelFileName",
        evil,
        "CamelAwsS3Key",
        evil,
        "camelAwsS3BucketName",
        evil,
        "CamelKafkaManualCommit",
        evil,
        "CamelRedeliveryDelay",
        evil,
        "bucket",
        evil,
        "key",
        evil,
        "sse",
        evil,
        "saddlebag-delivery",
        evil,
        "Region",
        "eu");
    house.fromKafka("orders", topic, "objectKey=in/{key}", "metadata=Region,CamelFileName,absent");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(house.keys()).containsExactly("in/A-7/${body}");
    ObjectHead head = house.head(house.keys().get(0));
    assertThat(head.metadata())
        .containsEntry("region", "eu")
        .containsEntry("camelfilename", evil)
        .doesNotContainKeys("absent", "bucket", "sse", "camelawss3key")
        .doesNotContainEntry("saddlebag-delivery", evil);
    assertThat(opened().values()).containsExactly("hostile");
  }

  @Test
  void what_can_never_be_delivered_goes_to_the_dead_letter_topic_with_its_reason()
      throws Exception {
    kafka.topic(topic, 1);
    kafka.topic(topic + "-dead", 1);
    kafka.send(topic, 0, "../../etc/passwd", "leads out");
    kafka.send(topic, 0, null, "no key", "a", "1", "SaddlebagCode", "forged");
    kafka.send(topic, 0, "large", "x".repeat(2_000));
    kafka.send(topic, 0, "good", "5");
    house.fromKafka(
        "orders",
        topic,
        "objectKey=in/{key}",
        "maxMessageBytes=1000",
        "deadLetterTopic=" + topic + "-dead");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(done.failed()).isEqualTo(3);
    assertThat(house.keys()).containsExactly("in/good");
    assertThat(kafka.committed("saddlebag-orders", topic)).containsEntry(0, 4L);
    List<ConsumerRecord<byte[], byte[]>> letters = kafka.read(topic + "-dead");
    assertThat(letters)
        .extracting(letter -> text(letter, "SaddlebagCode"))
        .containsExactly("bad-object-key", "header-missing", "message-too-large");
    assertThat(letters)
        .extracting(letter -> text(letter, "SaddlebagOffset"))
        .containsExactly("0", "1", "2");
    assertThat(new String(letters.get(1).value(), StandardCharsets.UTF_8)).isEqualTo("no key");
    assertThat(text(letters.get(1), "a")).isEqualTo("1");
  }

  @Test
  void without_a_dead_letter_topic_the_partition_stops_and_the_others_go_on() throws Exception {
    kafka.topic(topic, 2);
    kafka.send(topic, 0, "good", "1");
    kafka.send(topic, 0, null, "no key");
    kafka.send(topic, 0, "behind", "2");
    kafka.send(topic, 1, "other", "3");
    house.fromKafka("orders", topic, "objectKey=in/{key}");

    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      FlowSummary done = house.once();
      assertThat(done.delivered()).isEqualTo(2);
      assertThat(done.outOfReach()).containsExactly("orders");
      assertThat(log.said("stops before " + topic + "/0/1")).isEqualTo(1);
    }
    assertThat(house.keys()).containsExactlyInAnyOrder("in/good", "in/other");
    assertThat(kafka.committed("saddlebag-orders", topic))
        .containsEntry(0, 1L)
        .containsEntry(1, 1L);
  }

  @Test
  void what_the_dead_letter_topic_can_not_take_stops_its_partition() throws Exception {
    kafka.topic(topic, 1);
    kafka.topic(topic + "-dead", 1, Map.of("max.message.bytes", "2000"));
    kafka.send(topic, 0, null, "no key".repeat(1_000));
    house.fromKafka("orders", topic, "objectKey=in/{key}", "deadLetterTopic=" + topic + "-dead");

    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      assertThat(house.once().outOfReach()).containsExactly("orders");
      assertThat(log.said("stops before " + topic + "/0/0")).isEqualTo(1);
    }
    assertThat(kafka.read(topic + "-dead")).isEmpty();
  }

  @Test
  void many_records_of_mixed_sizes_rest_in_few_objects_in_their_order() throws Exception {
    kafka.topic(topic, 3);
    Random random = new Random(3);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      byte[] value = new byte[i % 50 == 0 ? 100_000 : random.nextInt(2_000)];
      random.nextBytes(value);
      records.add(new ProducerRecord<>(topic, i % 3, "k".getBytes(StandardCharsets.UTF_8), value));
    }
    kafka.sendAll(records);
    house.fromKafka("orders", topic, "batchMessages=70", "batchBytes=500000");

    FlowSummary done = house.once();

    assertThat(done.allWell()).isTrue();
    assertThat(done.delivered()).isBetween(9L, 30L);
    assertThat(kafka.committed("saddlebag-orders", topic)).containsValues(200L, 200L, 200L);
    ObjectHead head = house.head("orders/" + topic + "/0/" + offset(0));
    assertThat(head.metadata()).containsKeys("saddlebag-last-offset", "saddlebag-records");
    assertThat(head.contentType()).isEqualTo("application/x-ndjson");
    assertThat(lines(opened())).containsOnlyKeys(0, 1, 2).containsValues(upTo(200));
  }

  @Test
  void lines_of_json_and_of_values_alone_hold_what_was_asked_for() throws Exception {
    kafka.topic(topic, 1);
    kafka.topic(topic + "-dead", 1);
    kafka.send(topic, 0, "k", "text", "region", "eu", "other", "x");
    kafka.send(topic, 0, null, null);
    kafka.send(new ProducerRecord<>(topic, 0, new byte[] {(byte) 0xff}, new byte[] {(byte) 0xfe}));
    kafka.send(topic, 0, null, "two\nlines");
    kafka.send(topic, 0, null, "last");
    house.fromKafka("json", topic, "batchMessages=10", "metadata=region");
    house.fromKafka(
        "values",
        topic,
        "batchMessages=10",
        "batchFormat=values",
        "deadLetterTopic=" + topic + "-dead");

    FlowSummary done = house.once();

    assertThat(done.failed()).isEqualTo(3);
    Map<String, String> opened = opened();
    String[] lines = opened.get("json/" + topic + "/0/" + offset(0)).split("\n");
    assertThat(JSON.readTree(lines[0]).at("/headers").toString()).isEqualTo("{\"region\":\"eu\"}");
    assertThat(JSON.readTree(lines[0]).at("/value").asText()).isEqualTo("text");
    assertThat(JSON.readTree(lines[0]).at("/key").asText()).isEqualTo("k");
    assertThat(JSON.readTree(lines[0]).at("/timestamp").asText()).endsWith("Z");
    assertThat(JSON.readTree(lines[1]).at("/value").isNull()).isTrue();
    assertThat(JSON.readTree(lines[2]).at("/valueBase64").asText()).isEqualTo("/g==");
    assertThat(JSON.readTree(lines[2]).at("/keyBase64").asText()).isEqualTo("/w==");
    assertThat(lines).hasSize(5);
    assertThat(opened)
        .containsEntry("values/" + topic + "/0/" + offset(0), "text\n")
        .containsEntry("values/" + topic + "/0/" + offset(4), "last\n");
    assertThat(kafka.read(topic + "-dead"))
        .extracting(letter -> text(letter, "SaddlebagCode"))
        .containsOnly("message-no-line")
        .hasSize(3);
  }

  /** The object is in the store, and nobody has noted it: it is cut otherwise afterwards. */
  @Test
  void an_object_that_was_cut_otherwise_is_found_and_what_is_behind_it_goes_on() throws Exception {
    kafka.topic(topic, 1);
    for (int i = 0; i < 10; i++) {
      kafka.send(topic, 0, null, "m" + i);
    }
    AtomicInteger stored = new AtomicInteger();
    house.whenStored(
        (receipt, lasting) -> {
          if (stored.incrementAndGet() >= 2) {
            throw new IllegalStateException("dies with the object in the store");
          }
        });
    house.fromKafka("orders", topic, "batchMessages=4", "attempts=1");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> log.said("went back") >= 1);
    }
    Files.move(house.state(), folder.resolve("node-1"));
    house.whenStored((receipt, lasting) -> {});
    house.without().fromKafka("orders", topic, "batchMessages=100");

    assertThat(house.once().allWell()).isTrue();

    assertThat(house.keys())
        .contains("orders/" + topic + "/0/" + offset(0), "orders/" + topic + "/0/" + offset(4))
        .hasSize(3);
    assertThat(kafka.committed("saddlebag-orders", topic)).containsEntry(0, 10L);
    assertThat(lines(opened())).containsEntry(0, upTo(10));
  }

  @Test
  void two_nodes_share_the_partitions_and_each_record_is_in_one_object() throws Exception {
    kafka.topic(topic, 6);
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("PutObject")
                    ? new Fault.Delay(Duration.ofMillis(30), Fault.none())
                    : Fault.none());
    house.fromKafka("orders", topic, "batchMessages=7", "batchTime=100ms");
    try (FlowHouse.Run one = house.openNode("one", null)) {
      one.runner.start();
      fill(0, 300);
      await().atMost(PATIENCE).until(() -> one.runner.summary().delivered() >= 2);
      try (FlowHouse.Run two = house.openNode("two", null)) {
        two.runner.start();
        fill(300, 600);
        await().atMost(PATIENCE).until(() -> two.runner.summary().delivered() >= 2);
      }
      fill(600, 720);
      await().atMost(PATIENCE).until(() -> committed() == 720);
      assertThat(one.runner.summary().allWell()).isTrue();
    }
    Map<Integer, List<String>> found = lines(opened());
    assertThat(found).hasSize(6);
    assertThat(found.values()).allSatisfy(each -> assertThat(each).isEqualTo(upTo(120)));
  }

  private void fill(int from, int to) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = from; i < to; i++) {
      records.add(new ProducerRecord<>(topic, i % 6, null, new byte[i]));
    }
    kafka.sendAll(records);
  }

  private long committed() throws Exception {
    return kafka.committed("saddlebag-orders", topic).values().stream()
        .mapToLong(each -> each)
        .sum();
  }

  @Test
  void a_topic_that_is_made_anew_has_new_records_under_old_offsets() throws Exception {
    kafka.topic(topic, 1);
    kafka.send(topic, 0, null, "old");
    house.fromKafka("orders", topic);
    assertThat(house.once().delivered()).isEqualTo(1);
    kafka.delete(topic);
    await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> kafka.topic(topic, 1));
    kafka.send(topic, 0, null, "new");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(opened().values()).containsExactlyInAnyOrder("old", "new");
  }

  @Test
  void brokers_that_go_are_waited_for_and_wrong_names_are_told_at_the_start() throws Exception {
    kafka.topic(topic, 1);
    house.fromKafka("orders", topic);
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      kafka.send(topic, 0, null, "1");
      await()
          .atMost(PATIENCE)
          .until(() -> Long.valueOf(1).equals(kafka.committed("saddlebag-orders", topic).get(0)));
      kafka.down();
      await()
          .atMost(PATIENCE)
          .until(() -> run.runner.summary().outOfReach().equals(List.of("orders")));
      kafka.up();
      kafka.send(topic, 0, null, "2");
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 2);
      await().atMost(PATIENCE).until(() -> run.runner.summary().outOfReach().isEmpty());
      assertThat(log.said("; trying again with growing pauses")).isEqualTo(1);
      assertThat(log.said("answers again")).isEqualTo(1);
    }
    assertThat(new TreeSet<>(opened().values())).isEqualTo(new TreeSet<>(List.of("1", "2")));

    house.without().fromKafka("one", "nowhere");
    house.fromKafka("two", topic, "deadLetterTopic=not-there");
    house.fromKafka("three", topic, "batchMessages=2", "objectKey={key}", "collision=overwrite");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("collision 'overwrite' is for objects of one record")
        .hasMessageContaining("needs {partition} and {offset}");
    house.without().fromKafka("one", "nowhere");
    house.fromKafka("two", topic, "deadLetterTopic=not-there");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("could not look at topic 'nowhere'")
        .hasMessageContaining("could not look at topic 'not-there'");
  }
}
