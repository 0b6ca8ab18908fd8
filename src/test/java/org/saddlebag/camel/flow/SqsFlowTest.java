package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Messages of an SQS queue become objects, one each. */
class SqsFlowTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestSqs sqs = TestSqs.notYet();

  @BeforeEach
  void name() {
    house.sqs(sqs.endpoint());
  }

  @AfterEach
  void stop() {
    // A server that stops waits for the answers that our clients wait for.
    house.close();
    sqs.close();
  }

  private int waiting() {
    return sqs.count(TestSqs.QUEUE);
  }

  private Collection<String> opened() throws IOException {
    return house.opened().values();
  }

  private static String text(Message message, String attribute) {
    MessageAttributeValue value = message.messageAttributes().get(attribute);
    return value == null ? null : value.stringValue();
  }

  @Test
  void messages_rest_sealed_under_their_ids_and_the_queue_is_empty() throws Exception {
    sqs.up();
    String id = sqs.send("gr\u00fc\u00df Gott");
    sqs.send("2");
    sqs.send("x".repeat(200_000));
    house.fromSqs("orders");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(3);
    assertThat(done.allWell()).isTrue();
    assertThat(waiting()).isZero();
    assertThat(house.keys()).hasSize(3).contains("orders/" + id);
    assertThat(house.head("orders/" + id).contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(opened())
        .containsExactlyInAnyOrder(
            new String(
                "gr\u00fc\u00df Gott".getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1),
            "2",
            "x".repeat(200_000));
  }

  @Test
  void attributes_of_strangers_steer_nothing_and_chosen_ones_travel() throws Exception {
    sqs.up();
    String evil = "../evil-${sys.java.version}";
    sqs.send(
        "hostile",
        "CamelFileName",
        evil,
        "CamelAwsS3Key",
        evil,
        "camelAwsS3BucketName",
        evil,
        "CamelAwsSqsReceiptHandle",
        evil,
        "CamelRedeliveryDelay",
        evil,
        "bucket",
        evil,
        "sse",
        evil,
        "MessageGroupId",
        evil,
        "orderId",
        "A-7/${body}",
        "Region",
        "eu");
    house.fromSqs(
        "orders",
        "objectKey=in/{date:yyyy-MM-dd}/{header:orderId}.json",
        "metadata=Region,CamelFileName,MessageGroupId,absent",
        "sse=sse-s3");
    String day = LocalDate.now(ZoneOffset.UTC).toString();

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(house.keys()).containsExactly("in/" + day + "/A-7/${body}.json");
    ObjectHead head = house.head(house.keys().get(0));
    Hostile.requireAsDeclared(head, "AES256");
    assertThat(head.metadata())
        .containsEntry("region", "eu")
        .containsEntry("camelfilename", evil)
        .doesNotContainKeys("messagegroupid", "absent", "bucket", "camelawss3key");
    assertThat(waiting()).isZero();
    assertThat(opened()).containsExactly("hostile");
  }

  @Test
  void what_can_never_be_delivered_is_a_dead_letter_with_its_reason() {
    sqs.up();
    String id = sqs.send("no header", "a", "1", "b", "2");
    sqs.send(
        "leads out",
        "orderId",
        "../../etc/passwd",
        "n1",
        "1",
        "n2",
        "2",
        "n3",
        "3",
        "n4",
        "4",
        "n5",
        "5",
        "n6",
        "6",
        "n7",
        "7",
        "n8",
        "8");
    sqs.send("good", "orderId", "5");
    house.fromSqs("orders", "objectKey=in/{header:orderId}");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(done.failed()).isEqualTo(2);
    assertThat(waiting()).isZero();
    assertThat(house.keys()).containsExactly("in/5");
    List<Message> letters = sqs.take(TestSqs.DEAD_LETTERS);
    assertThat(letters).hasSize(2);
    for (Message letter : letters) {
      boolean first = letter.body().equals("no header");
      assertThat(text(letter, "SaddlebagReason")).isNotBlank();
      assertThat(text(letter, "SaddlebagCode")).isEqualTo(first ? "header-missing" : null);
      assertThat(text(letter, "SaddlebagMessageId")).isEqualTo(first ? id : null);
      assertThat(letter.messageAttributes())
          .containsKey(first ? "a" : "n8")
          .hasSize(first ? 8 : 10);
    }
  }

  @Test
  void without_a_dead_letter_queue_the_redrive_policy_decides() {
    sqs.up();
    sqs.redriveAfter(1);
    sqs.send("no header");
    house.fromSqs(
        "orders", "objectKey={header:orderId}", "deadLetterQueue=", "visibilityTimeout=1");
    AtomicInteger failed = new AtomicInteger();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              FlowSummary done = house.once();
              assertThat(done.outOfReach()).isEmpty();
              failed.addAndGet((int) done.failed());
              return sqs.count(TestSqs.DEAD_LETTERS) == 1;
            });
    assertThat(failed).hasValue(1);
    assertThat(waiting()).isZero();
  }

  @Test
  void a_message_stays_ours_while_the_store_is_slow() {
    sqs.up();
    sqs.send("slow");
    AtomicInteger puts = new AtomicInteger();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (!call.operation().equals("PutObject")) {
                return Fault.none();
              }
              puts.incrementAndGet();
              return new Fault.Delay(Duration.ofSeconds(5), Fault.none());
            });
    house.fromSqs("orders", "visibilityTimeout=2");

    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      FlowSummary done = house.once();
      assertThat(log.lines()).noneMatch(line -> line.contains("stays in"));
      assertThat(done.delivered()).isEqualTo(1);
    }
    assertThat(puts).hasValue(1);
    assertThat(waiting()).isZero();
  }

  @Test
  void a_message_that_comes_again_is_one_object() throws Exception {
    sqs.up();
    sqs.send("once");
    AtomicInteger stored = new AtomicInteger();
    house.whenStored(
        (receipt, lasting) -> {
          if (stored.incrementAndGet() == 1) {
            throw new IllegalStateException("dies with the object in the store");
          }
        });
    house.fromSqs("orders", "attempts=1", "visibilityTimeout=2");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> log.said("went back") == 1);
    }
    assertThat(waiting()).isEqualTo(1);
    String delivery = house.head(house.keys().get(0)).metadata().get("saddlebag-delivery");
    Files.move(house.state(), folder.resolve("node-1"));

    AtomicInteger delivered = new AtomicInteger();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              delivered.addAndGet((int) house.once().delivered());
              return waiting() == 0;
            });
    assertThat(delivered).hasValue(1);

    assertThat(house.keys()).hasSize(1);
    assertThat(FlowHouse.tree(house.state().resolve("receipts")).values())
        .singleElement()
        .asString()
        .contains("\"recovered\":true", delivery);
    assertThat(opened()).containsExactly("once");
  }

  @Test
  void the_order_within_a_group_is_kept() throws Exception {
    sqs.up();
    sqs.create("orders.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    List<String> a = new ArrayList<>();
    List<String> b = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      a.add("a/" + sqs.sendFifo("orders.fifo", "a", "a" + i));
      b.add("b/" + sqs.sendFifo("orders.fifo", "b", "b" + i));
    }
    house.fromSqs("orders", "queue=orders.fifo", "objectKey={header:MessageGroupId}/{messageId}");
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    house.whenStored((receipt, lasting) -> order.add(receipt.object().key()));

    assertThat(house.once().delivered()).isEqualTo(8);

    assertThat(sqs.count("orders.fifo")).isZero();
    assertThat(order).containsSubsequence(a).containsSubsequence(b).hasSize(8);
  }

  @Test
  void sqs_that_is_down_at_the_start_and_again_later_is_waited_for() throws Exception {
    house.fromSqs("orders");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await()
          .atMost(PATIENCE)
          .until(() -> run.runner.summary().outOfReach().equals(List.of("orders")));
      sqs.up();
      sqs.send("1");
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      assertThat(run.runner.summary().outOfReach()).isEmpty();
      sqs.down();
      await().atMost(PATIENCE).until(() -> log.said("; trying again with growing pauses") >= 2);
      sqs.up();
      sqs.send("2");
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 2);

      assertThat(log.said("answers again")).isGreaterThanOrEqualTo(2);
    }
    assertThat(opened()).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void work_that_is_done_once_ends_when_sqs_stays_away() {
    house.fromSqs("orders");

    assertThat(house.once().outOfReach()).containsExactly("orders");
  }

  @Test
  void a_store_that_stays_away_leaves_the_messages_in_the_queue() {
    sqs.up();
    for (int i = 0; i < 4; i++) {
      sqs.send("m" + i);
    }
    house.fromSqs("orders", "attempts=2");
    house.s3().close();

    FlowSummary done = house.once();

    assertThat(done.outOfReach()).containsExactly("orders");
    assertThat(waiting()).isEqualTo(4);
    assertThat(sqs.count(TestSqs.DEAD_LETTERS)).isZero();
  }

  @Test
  void queues_that_are_missing_and_dead_letters_without_a_way_are_told_at_the_start() {
    sqs.up();
    house.fromSqs("one", "queue=nowhere");
    house.fromSqs("two", "deadLetterQueue=not-there");
    house.fromSqs("three", "queue=" + TestSqs.DEAD_LETTERS, "deadLetterQueue=");

    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("3 problems")
        .hasMessageContaining("could not find SQS queue 'nowhere'")
        .hasMessageContaining("could not find SQS queue 'not-there'")
        .hasMessageContaining("has no redrive policy")
        .hasMessageContaining("correct its name in the flow");
  }

  @Test
  void what_can_not_be_a_queue_is_told_before_sqs_is_asked() {
    house.fromSqs("orders", "queue=a/b", "visibilityTimeout=43201", "objectKey={path}");

    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'a/b' is no name of an SQS queue")
        .hasMessageContaining("visibilityTimeout '43201' must be a number from 1 to 43200")
        .hasMessageContaining("speaks of files");
  }

  @Test
  void a_message_may_name_a_file_in_the_place_of_its_content() throws Exception {
    Path exchange = Files.createDirectories(folder.resolve("exchange"));
    Files.writeString(exchange.resolve("a.bin"), "the file");
    sqs.up();
    sqs.send("a.bin");
    sqs.send("../a.bin");
    house.fromSqs("orders", "filesBelow=" + exchange, "afterFile=delete", "objectKey={name}");

    FlowSummary done = house.once();

    assertThat(List.of(done.delivered(), done.failed())).containsExactly(1L, 1L);
    assertThat(house.keys()).containsExactly("a.bin");
    assertThat(FlowHouse.tree(exchange)).isEmpty();
    assertThat(opened()).containsExactly("the file");
  }
}
