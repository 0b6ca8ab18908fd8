package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.kafka.Kafka;
import org.saddlebag.kafka.KafkaStore;
import org.saddlebag.testing.TestCertificate;
import org.saddlebag.testing.TestKafka;

/**
 * Kafka's brokers show the wrong certificate, or say no, or no longer have what was asked for:
 * nothing is lost, and it is said once.
 */
class KafkaTroubleIT extends FlowTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PASSWORD = "correct-donkey";

  private static TestCertificate certificate;
  private static TestCertificate other;
  private static TestKafka kafka;

  private String topic;

  @BeforeAll
  static void start(@TempDir Path shared) throws Exception {
    certificate = TestCertificate.valid(shared, "kafka", "ip:127.0.0.1");
    other = TestCertificate.valid(shared, "other", "ip:127.0.0.1");
    kafka = TestKafka.startWithTls(shared.resolve("kafka"), certificate, PASSWORD);
  }

  @AfterAll
  static void stop() throws Exception {
    kafka.close();
  }

  @BeforeEach
  void name(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
  }

  private static KafkaStore trust(TestCertificate in) {
    return new KafkaStore(in.pem(), "PEM", null, null);
  }

  private Map<String, String> opened() throws IOException {
    return house.opened();
  }

  private String key(int offset) {
    return "orders/%s/0/%020d".formatted(topic, offset);
  }

  @Test
  void a_private_authority_is_trusted_where_it_is_named_and_nowhere_else() throws Exception {
    kafka.topic(topic, 1);
    kafka.send(topic, 0, null, "by TLS");
    house.fromKafka("orders", topic);

    house.kafka(kafka.settingsWithTls(null));
    requireNotTrusted();
    house.kafka(kafka.settingsWithTls(trust(other)));
    requireNotTrusted();

    house.kafka(kafka.settingsWithTls(trust(certificate)));
    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(opened()).containsEntry(key(0), "by TLS");
  }

  private void requireNotTrusted() {
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("1 problem with the flows")
        .hasMessageContaining("could not look at topic '" + topic + "'")
        .hasMessageContaining("unable to find valid certification path")
        .hasMessageContaining("Name a truststore with the brokers' authority");
  }

  @Test
  void a_wrong_password_is_told_at_the_start_and_not_what_it_is() throws Exception {
    kafka.topic(topic, 1);
    kafka.send(topic, 0, null, "by name");
    house.fromKafka("orders", topic);

    house.kafka(kafka.settingsWithName(trust(certificate), () -> TestKafka.jaas("not this one")));
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("1 problem with the flows")
        .hasMessageContaining("Authentication failed")
        .hasMessageContaining("Correct camel.component.kafka.saslMechanism and saslJaasConfig")
        .hasMessageNotContaining("not this one");

    house.kafka(kafka.settingsWithName(trust(certificate), () -> TestKafka.jaas(PASSWORD)));
    assertThat(house.once().delivered()).isEqualTo(1);
  }

  /** Clients keep the password that they were made with. */
  @Test
  void a_password_that_changes_is_taken_up_by_the_next_look() throws Exception {
    AtomicReference<String> password = new AtomicReference<>("an old one");
    kafka.topic(topic, 1);
    try (Kafka client =
        new Kafka(
            kafka.settingsWithName(trust(certificate), () -> TestKafka.jaas(password.get())))) {
      assertThatThrownBy(() -> client.look(topic))
          .isInstanceOf(BrokerUnavailable.class)
          .hasMessageNotContaining("an old one");
      password.set(PASSWORD);

      assertThat(client.look(topic)).isNotEmpty();
    }
  }

  /** The look of the start is let in, the member of the group is not. */
  @Test
  void a_password_that_is_wrong_later_is_told_once_and_waited_for() throws Exception {
    AtomicReference<String> password = new AtomicReference<>("an old one");
    AtomicInteger reads = new AtomicInteger();
    kafka.topic(topic, 1);
    kafka.send(topic, 0, null, "1");
    house.kafka(
        kafka.settingsWithName(
            trust(certificate),
            () -> TestKafka.jaas(reads.getAndIncrement() == 0 ? PASSWORD : password.get())));
    requireToldOnceUntil(
        "kafka-credentials-refused", () -> reads.get() > 3, () -> password.set(PASSWORD));
  }

  @Test
  void a_group_that_lets_nobody_in_is_told_once_and_waited_for() throws Exception {
    String group = "saddlebag-orders";
    kafka.topic(topic, 1);
    kafka.send(topic, 0, null, "1");
    house.kafka(kafka.settingsWithName(trust(certificate), () -> TestKafka.jaas(PASSWORD)));
    kafka.shut(group);
    house.fromKafka("orders", topic);
    assertThat(house.once().outOfReach()).containsExactly("orders");
    house.without();

    long began = System.nanoTime();
    requireToldOnceUntil(
        "kafka-denied",
        () -> System.nanoTime() - began > Duration.ofSeconds(3).toNanos(),
        () -> kafka.open(group));
  }

  private interface Mending {
    void mend() throws Exception;
  }

  private void requireToldOnceUntil(String code, Callable<Boolean> enough, Mending mending)
      throws Exception {
    house.fromKafka("orders", topic);
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> log.said(code) > 0 && enough.call());
      await()
          .atMost(PATIENCE)
          .until(() -> run.runner.summary().outOfReach().equals(List.of("orders")));

      mending.mend();

      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      await().atMost(PATIENCE).until(() -> run.runner.summary().outOfReach().isEmpty());
      assertThat(log.said(code)).isEqualTo(1);
      assertThat(log.said("answers again")).isEqualTo(1);
      assertThat(log.lines())
          .noneMatch(line -> line.contains(PASSWORD) || line.contains("an old one"));
    }
  }

  @Test
  void records_that_were_packed_are_delivered_as_they_were_before() throws Exception {
    kafka.topic(topic, 1);
    List<String> values = new ArrayList<>();
    for (String how : List.of("gzip", "snappy", "lz4", "zstd")) {
      List<String> packed = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        packed.add((i + " of many words by " + how + " ").repeat(i * 100));
      }
      kafka.sendPacked(how, topic, packed);
      values.addAll(packed);
    }
    house.kafka(kafka.settings());
    house.fromKafka("orders", topic);

    assertThat(house.once().delivered()).isEqualTo(values.size());

    assertThat(List.copyOf(opened().values())).isEqualTo(values);
  }

  @Test
  void records_that_expired_are_told_once_and_what_is_left_goes_on() throws Exception {
    kafka.topic(topic, 1);
    kafka.send(topic, 0, null, "delivered");
    house.kafka(kafka.settings());
    house.fromKafka("orders", topic);
    house.fromKafka("lines", topic, "batchMessages=10", "batchFormat=values");
    assertThat(house.once().delivered()).isEqualTo(2);
    for (int i = 1; i < 5; i++) {
      kafka.send(topic, 0, null, "record " + i);
    }
    kafka.expire(topic, 0, 4);

    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      FlowSummary done = house.once();
      assertThat(done.delivered()).isEqualTo(2);
      assertThat(done.failed()).isEqualTo(2);
      for (String flow : List.of("orders", "lines")) {
        assertThat(log.said(flow + ": failed " + topic + "/0 from offset 1 on")).isEqualTo(1);
      }
      assertThat(log.said("kafka-records-gone")).isEqualTo(2);
    }

    assertThat(house.once().allWell()).isTrue();
    assertThat(opened())
        .hasSize(4)
        .containsEntry(key(0), "delivered")
        .containsEntry(key(4), "record 4");
  }

  /** What is written there from now on has offsets that delivered records had. */
  @Test
  void a_partition_that_has_lost_its_end_stops_and_others_go_on() throws Exception {
    kafka.topic(topic, 2);
    kafka.send(topic, 0, null, "a");
    kafka.send(topic, 1, null, "b");
    house.kafka(kafka.settings());
    house.fromKafka("orders", topic);
    assertThat(house.once().delivered()).isEqualTo(2);
    kafka.place("saddlebag-orders", topic, 0, 5);
    kafka.send(topic, 0, null, "new in its place");
    kafka.send(topic, 1, null, "c");

    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      FlowSummary done = house.once();
      assertThat(done.delivered()).isEqualTo(1);
      assertThat(done.allWell()).isFalse();
      assertThat(log.said("kafka-truncated")).isEqualTo(1);
    }

    kafka.place("saddlebag-orders", topic, 0, 1);
    assertThat(house.once().allWell()).isTrue();
    assertThat(opened().values()).contains("new in its place", "c");
  }

  @Test
  void a_topic_that_goes_away_counts_as_out_of_reach_until_it_is_made_anew() throws Exception {
    kafka.topic(topic, 1);
    kafka.send(topic, 0, null, "old");
    house.kafka(kafka.settings());
    house.fromKafka("orders", topic);
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      kafka.delete(topic);
      await()
          .atMost(PATIENCE)
          .until(() -> run.runner.summary().outOfReach().equals(List.of("orders")));
      assertThat(log.said("kafka-no-such-topic")).isEqualTo(1);
      await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> kafka.topic(topic, 1));
      kafka.send(topic, 0, null, "new");
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 2);
      await().atMost(PATIENCE).until(() -> run.runner.summary().outOfReach().isEmpty());
    }
    assertThat(opened().values()).containsExactlyInAnyOrder("old", "new");
  }
}
