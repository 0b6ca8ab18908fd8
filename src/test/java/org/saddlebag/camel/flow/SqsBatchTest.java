package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Many messages of an SQS queue become the lines of one object. */
class SqsBatchTest extends BatchContract {

  private final TestSqs sqs = TestSqs.notYet();

  @BeforeEach
  void name() {
    house.sqs(sqs.endpoint());
    sqs.up();
  }

  @AfterEach
  void stop() {
    // A server that stops waits for the answers that our clients wait for.
    house.close();
    sqs.close();
  }

  @Override
  List<String> send(int from, int to) {
    List<String> ids = new ArrayList<>();
    for (int i = from; i < to; i++) {
      ids.add(sqs.send("m" + i, "region", "eu"));
    }
    return ids;
  }

  @Override
  void flow(String... parameters) {
    house.fromSqs(
        "orders",
        Stream.concat(Stream.of(parameters), Stream.of("visibilityTimeout=2"))
            .toArray(String[]::new));
  }

  @Override
  void workOff() {
    untilEmpty(TestSqs.QUEUE);
  }

  @Override
  long waiting() {
    return sqs.count(TestSqs.QUEUE);
  }

  @Override
  long dead() {
    return sqs.count(TestSqs.DEAD_LETTERS);
  }

  @Test
  void what_comes_again_after_it_was_deleted_is_no_other_line() throws Exception {
    house.sqs(TestSqs.deletingInVain(TestSqs.client(sqs.endpoint(), 1), 2));
    send(0, 3);
    flow("batchMessages=3", "batchTime=1s");

    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    assertThat(lines()).hasSize(3);
  }

  private void untilEmpty(String queue) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(house.once().outOfReach()).isEmpty();
              return sqs.count(queue) == 0;
            });
  }

  @Test
  void many_messages_are_one_object_and_are_deleted_afterwards() throws Exception {
    send(0, 25);
    house.fromSqs(
        "orders", "parallel=1", "batchMessages=15", "batchTime=3s", "metadata=region,SenderId");

    FlowSummary done = house.once();

    assertThat(done.allWell()).isTrue();
    assertThat(done.delivered()).isEqualTo(2);
    assertThat(sqs.count(TestSqs.QUEUE)).isZero();
    assertThat(house.keys()).hasSize(2);
    ObjectHead head = house.head(house.keys().get(0));
    assertThat(head.contentType()).isEqualTo("application/x-ndjson");
    assertThat(head.metadata().get("saddlebag-records")).isIn("15", "10");
    assertThat(house.state().resolve("message-batches/orders")).isEmptyDirectory();
    List<JsonNode> lines = lines();
    assertThat(lines)
        .extracting(line -> line.path("value").asText())
        .containsExactlyInAnyOrder(upTo(25));
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.path("key").isNull()).isTrue();
              assertThat(line.path("headers").path("region").asText()).isEqualTo("eu");
              assertThat(line.path("messageId").asText()).isNotBlank();
            });
  }

  @Test
  void an_object_is_full_by_bytes_and_what_is_no_line_is_a_dead_letter() throws Exception {
    sqs.send("x".repeat(600));
    sqs.send("two\nlines");
    sqs.send("y".repeat(600));
    house.fromSqs(
        "orders",
        "parallel=1",
        "batchMessages=100",
        "batchBytes=1000",
        "batchTime=1s",
        "batchFormat=values");

    FlowSummary done = house.once();

    assertThat(done.failed()).isEqualTo(1);
    assertThat(sqs.count(TestSqs.QUEUE)).isZero();
    assertThat(sqs.take(TestSqs.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.body()).isEqualTo("two\nlines");
              assertThat(letter.messageAttributes().get("SaddlebagCode").stringValue())
                  .isEqualTo("message-no-line");
            });
    assertThat(String.join("", house.opened().values()))
        .contains("x".repeat(600) + "\n", "y".repeat(600) + "\n")
        .hasSize(1202);
  }

  @Test
  void all_stay_ours_while_they_wait_and_the_store_is_slow() throws Exception {
    send(0, 12);
    AtomicInteger puts = new AtomicInteger();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (!call.operation().equals("PutObject")) {
                return Fault.none();
              }
              puts.incrementAndGet();
              return new Fault.Delay(Duration.ofSeconds(4), Fault.none());
            });
    house.fromSqs(
        "orders", "parallel=1", "batchMessages=100", "batchTime=3s", "visibilityTimeout=2");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(puts).hasValue(1);
    assertThat(sqs.count(TestSqs.QUEUE)).isZero();
    assertThat(values()).containsExactlyInAnyOrder(upTo(12));
  }

  @Test
  void what_comes_late_in_a_wait_is_ours_for_its_whole_time() throws Exception {
    house.fromSqs(
        "orders", "parallel=1", "batchMessages=100", "batchTime=1s", "visibilityTimeout=2");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      // An idle consumer has waited for longer than a message would be hidden.
      Thread.sleep(Duration.ofSeconds(4).toMillis());
      send(0, 3);
      await().atMost(PATIENCE).until(() -> sqs.count(TestSqs.QUEUE) == 0);
      assertThat(run.runner.summary().delivered()).isEqualTo(1);
      assertThat(log.said("are still in")).isZero();
    }
    assertThat(values()).containsExactlyInAnyOrder(upTo(3));
  }

  @Test
  void what_is_being_gathered_goes_back_when_the_routes_stop() throws Exception {
    send(0, 3);
    house.fromSqs("orders", "parallel=1", "batchMessages=100", "batchTime=1h");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> run.runner.figures("orders").inFlight() == 1);
    }
    // Nothing that still runs has given it back since.
    assertThat(sqs.take(TestSqs.QUEUE)).hasSize(3);
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void the_order_within_a_group_is_kept_behind_what_can_never_be_delivered() throws Exception {
    sqs.create("orders.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    List<String> a = new ArrayList<>();
    List<String> b = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sqs.sendFifo("orders.fifo", "a", i == 2 ? "a\n2" : "a" + i);
      sqs.sendFifo("orders.fifo", "b", "b" + i);
      a.add("a" + i);
      b.add("b" + i);
    }
    a.remove(2);
    house.fromSqs(
        "orders",
        "queue=orders.fifo",
        "batchMessages=20",
        "batchTime=1s",
        "batchFormat=values",
        "objectKey={flow}/{date:yyyyMMddHHmmssSSS}-{messageId}");
    List<String> order = new ArrayList<>();
    house.whenStored(
        (receipt, lasting) -> {
          synchronized (order) {
            order.add(receipt.object().key());
          }
        });

    untilEmpty("orders.fifo");

    assertThat(sqs.count(TestSqs.DEAD_LETTERS)).isEqualTo(1);
    Map<String, String> opened = house.opened();
    List<String> lines = new ArrayList<>();
    order.forEach(key -> lines.addAll(List.of(opened.get(key).split("\n"))));
    assertThat(lines).containsSubsequence(a).containsSubsequence(b).hasSize(11);
  }
}
