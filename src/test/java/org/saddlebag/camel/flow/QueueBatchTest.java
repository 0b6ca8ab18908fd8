package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.bytes;
import static org.saddlebag.testing.TestBroker.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.testing.TestBroker;

/** Many messages of a real broker become the lines of one object. */
class QueueBatchTest extends BatchContract {

  private TestBroker broker;

  @BeforeEach
  void up() {
    broker = TestBroker.notYet(folder.resolve("broker")).maxDeliveries(-1).up();
    house.broker(broker.uri(), TestBroker.USER, TestBroker.PASSWORD);
  }

  @AfterEach
  void down() {
    broker.close();
  }

  @Override
  List<String> send(int from, int to) throws Exception {
    TestBroker.Maker[] makers = new TestBroker.Maker[to - from];
    for (int i = from; i < to; i++) {
      makers[i - from] = text("m" + i);
    }
    return broker.send(makers);
  }

  @Override
  void flow(String... parameters) {
    house.fromQueue("orders", parameters);
  }

  @Override
  void workOff() {
    assertThat(house.once().allWell()).isTrue();
  }

  @Override
  long waiting() {
    return broker.count(TestBroker.QUEUE);
  }

  @Override
  long dead() {
    return broker.count(TestBroker.DEAD_LETTERS);
  }

  /** A broker gives all that waits to one consumer. */
  @Override
  @Test
  void a_batch_that_comes_again_in_other_company_has_no_second_line() throws Exception {
    super.a_batch_that_comes_again_in_other_company_has_no_second_line();

    assertThat(house.keys()).hasSize(2);
  }

  @Test
  void an_object_is_full_by_count_and_the_rest_goes_after_a_while() throws Exception {
    List<String> ids = new ArrayList<>(send(0, 5));
    ids.addAll(
        broker.send(
            text("gr\u00fcn\n", "JMSXGroupID", "g", "region", "eu", "other", "x"),
            bytes(new byte[] {(byte) 0xff}),
            session -> session.createMessage()));
    house.fromQueue("orders", "parallel=1", "batchMessages=5", "batchTime=3s", "metadata=region");

    FlowSummary done = house.once();

    assertThat(done.allWell()).isTrue();
    assertThat(done.delivered()).isEqualTo(2);
    assertThat(waiting()).isZero();
    String second = "orders/" + ids.get(5).substring(3).replace(":", "_3A");
    assertThat(house.keys()).hasSize(2).contains(second);
    ObjectHead head = house.head(second);
    assertThat(head.contentType()).isEqualTo("application/x-ndjson");
    assertThat(head.metadata())
        .containsEntry("saddlebag-records", "3")
        .containsKey("saddlebag-delivery");
    assertThat(house.state().resolve("message-batches/orders")).isEmptyDirectory();
    String[] lines = house.opened().get(second).split("\n");
    JsonNode first = JSON.readTree(lines[0].getBytes(StandardCharsets.ISO_8859_1));
    assertThat(first.path("key").asText()).isEqualTo("g");
    assertThat(first.path("timestamp").asText()).endsWith("Z");
    assertThat(first.path("messageId").asText()).isEqualTo(ids.get(5));
    assertThat(first.path("headers").toString()).isEqualTo("{\"region\":\"eu\"}");
    assertThat(first.path("value").asText()).isEqualTo("gr\u00fcn\n");
    assertThat(JSON.readTree(lines[1]).path("valueBase64").asText()).isEqualTo("/w==");
    assertThat(JSON.readTree(lines[2]).path("value").asText("none")).isEmpty();
  }

  @Test
  void an_object_is_full_by_bytes_and_holds_contents_alone_where_asked_for() throws Exception {
    send(0, 7);
    broker.send(text("two\nlines"));
    house.fromQueue(
        "orders",
        "parallel=1",
        "batchMessages=100",
        "batchBytes=8",
        "batchTime=3s",
        "batchFormat=values");

    FlowSummary done = house.once();

    assertThat(done.failed()).isEqualTo(1);
    assertThat(broker.take(TestBroker.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.getStringProperty("SaddlebagCode")).isEqualTo("message-no-line"));
    assertThat(house.opened().values())
        .containsExactlyInAnyOrder("m0\nm1\nm2\n", "m3\nm4\nm5\n", "m6\n");
  }

  @Test
  void what_can_never_be_delivered_spoils_nothing_around_it() throws Exception {
    send(0, 3);
    broker.send(bytes(new byte[2_000]), session -> session.createMapMessage());
    send(3, 5);
    house.fromQueue(
        "orders", "parallel=2", "batchMessages=5", "batchTime=300ms", "maxMessageBytes=1999");

    FlowSummary done = house.once();

    assertThat(done.failed()).isEqualTo(2);
    assertThat(waiting()).isZero();
    List<String> codes = new ArrayList<>();
    for (jakarta.jms.Message letter : broker.take(TestBroker.DEAD_LETTERS)) {
      codes.add(letter.getStringProperty("SaddlebagCode"));
    }
    assertThat(codes).containsExactlyInAnyOrder("message-too-large", "message-kind-unfit");
    assertThat(values()).containsExactlyInAnyOrder(upTo(5));
  }

  @Test
  void what_no_dead_letter_queue_takes_holds_nothing_else_up() throws Exception {
    house.fromQueue(
        "orders", "parallel=1", "batchMessages=5", "batchTime=2s", "maxMessageBytes=1999");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      broker.remove(TestBroker.DEAD_LETTERS);
      broker.send(text("m0"), text("m1"), text("m2"), bytes(new byte[2_000]));
      await().atMost(PATIENCE).until(() -> waiting() == 1);
      assertThat(run.runner.summary().delivered()).as("one by one").isEqualTo(3);

      broker.add(TestBroker.DEAD_LETTERS);
      await().atMost(PATIENCE).until(() -> waiting() == 0);
    }
    assertThat(dead()).isEqualTo(1);
    assertThat(values()).containsExactlyInAnyOrder(upTo(3));
  }

  @Test
  void a_text_that_is_none_takes_nothing_else_away() throws Exception {
    broker.close();
    broker.maxDeliveries(3).up();
    send(0, 2);
    broker.send(TestBroker.undecodableText());
    send(2, 4);
    house.fromQueue("orders", "parallel=1", "batchMessages=5", "batchTime=300ms");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> dead() == 1 && waiting() == 0);
    }
    assertThat(values()).containsExactlyInAnyOrder(upTo(4));
  }

  @Test
  void a_broker_that_goes_between_proof_and_commit_gives_no_second_line() throws Exception {
    send(0, 4);
    AtomicInteger stored = new AtomicInteger();
    house.whenStored(
        (receipt, lasting) -> {
          if (stored.incrementAndGet() == 1) {
            broker.down();
          }
        });
    house.fromQueue("orders", "parallel=1", "batchMessages=3", "batchTime=300ms");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      assertThat(house.state().resolve("message-batches/orders")).isNotEmptyDirectory();
      broker.up();
      await().atMost(PATIENCE).until(() -> waiting() == 0);
    }
    assertThat(house.keys()).hasSize(2);
    assertThat(values()).containsExactlyInAnyOrder(upTo(4));
  }

  @Test
  void what_was_sent_twice_under_one_id_is_one_line() throws Exception {
    org.apache.activemq.artemis.utils.UUID id = UUIDGenerator.getInstance().generateUUID();
    broker.sendAs(id, "once");
    broker.sendAs(id, "once");
    broker.sendAs(id, "something else");
    house.fromQueue("orders", "parallel=1", "batchMessages=3", "batchTime=3s");

    house.once();

    assertThat(waiting()).isZero();
    assertThat(broker.take(TestBroker.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            letter -> assertThat(letter.getStringProperty("SaddlebagCode")).isEqualTo("id-taken"));
    assertThat(values()).containsExactly("once");
  }

  /** What waits for others when the routes stop is in the queue again. */
  @Test
  void what_is_being_gathered_goes_back_when_the_routes_stop() throws Exception {
    send(0, 2);
    house.fromQueue("orders", "parallel=1", "batchMessages=100", "batchTime=1h");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> run.runner.figures("orders").inFlight() == 1);
    }
    assertThat(house.keys()).isEmpty();
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void parameters_that_contradict_each_other_are_told_at_the_start() {
    house.fromQueue(
        "one", "batchMessages=2", "objectKey={header:a}/{messageId}", "collision=refuse");
    house.fromSqs("two", "batchMessages=2", "objectKey={flow}/{date}");
    house.fromSqs("three", "queue=other", "batchMessages=10001", "batchFormat=csv");

    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("leave out {header:}")
        .hasMessageContaining("collision 'refuse' is for objects of one message")
        .hasMessageContaining("needs {messageId}")
        .hasMessageContaining("batchMessages '10001'")
        .hasMessageContaining("batchFormat 'csv'");
  }
}
