package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.delivery.ClaimCheck;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.testing.S3Events;
import org.saddlebag.testing.TestBroker;
import org.saddlebag.testing.TestSqs;

/** From the store into a queue of a real broker. */
class SendFlowTest extends QueueCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private void seal(String name, String content) throws IOException {
    house.without().in("in", "objectKey=out/{path}");
    house.drop(name, content);
    house.once();
    house.without();
  }

  private List<Message> taken() throws JMSException {
    return broker.take(TestBroker.QUEUE);
  }

  private static String content(Message message) throws JMSException {
    if (message instanceof TextMessage text) {
      return text.getText();
    }
    BytesMessage bytes = (BytesMessage) message;
    byte[] all = new byte[(int) bytes.getBodyLength()];
    bytes.readBytes(all);
    return new String(all, StandardCharsets.UTF_8);
  }

  private static List<String> names(Message message) throws JMSException {
    List<String> names = new ArrayList<>();
    Collections.list(message.getPropertyNames()).forEach(name -> names.add(String.valueOf(name)));
    names.removeIf(name -> name.toString().startsWith("JMSX"));
    Collections.sort(names);
    return names;
  }

  @Test
  void an_object_is_sent_once_as_bytes_with_its_address_and_no_other_header() throws Exception {
    broker.up();
    seal("a", "content of a");
    house.toQueue("send", "prefix=out/");

    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(house.once().delivered()).isZero();

    Message message = taken().get(0);
    assertThat(message).isInstanceOf(BytesMessage.class);
    assertThat(content(message)).isEqualTo("content of a");
    assertThat(message.getStringProperty("SaddlebagBucket")).isEqualTo(FlowHouse.BUCKET);
    assertThat(message.getStringProperty("SaddlebagObjectKey")).isEqualTo("out/a");
    assertThat(message.getStringProperty("SaddlebagFlow")).isEqualTo("send");
    assertThat(message.getStringProperty("SaddlebagDeliveryId"))
        .isEqualTo(message.getStringProperty("_AMQ_DUPL_ID"))
        .matches("[0-9a-f]{64}");
    assertThat(names(message))
        .containsExactly(
            "SaddlebagBucket",
            "SaddlebagDeliveryId",
            "SaddlebagFlow",
            "SaddlebagObjectKey",
            "_AMQ_DUPL_ID");
  }

  @Test
  void metadata_sets_chosen_properties_only_and_neither_headers_nor_the_destination()
      throws Exception {
    broker.up();
    house.putUnsealed(
        "out/x",
        "plain",
        Map.of(
            "order", "17",
            "camelfilename", "/etc/x",
            "cameljmsdestinationname", "DLQ",
            "jmsreplyto", "DLQ",
            "_amq_scheduled_delivery", "9999999999999",
            "saddlebagflow", "other"));
    house.toQueue("send", "prefix=out/", "unsealed=pass", "message=text", "metadata=Order,absent");

    house.once();

    Message message = taken().get(0);
    assertThat(content(message)).isEqualTo("plain");
    assertThat(message.getStringProperty("order")).isEqualTo("17");
    assertThat(message.getJMSReplyTo()).isNull();
    assertThat(names(message)).hasSize(6).doesNotContain("absent");
    assertThat(dead()).isZero();
  }

  @Test
  void lines_are_sent_in_order_in_one_transaction_and_the_object_goes_only_then() throws Exception {
    broker.up();
    seal("a", "one\r\n\ntwo\nth\u00e4ree");
    house.toQueue("send", "prefix=out/", "split=line", "message=text", "after=delete");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(house.keys()).isEmpty();
    List<Message> messages = taken();
    List<String> contents = new ArrayList<>();
    List<Integer> parts = new ArrayList<>();
    for (Message message : messages) {
      contents.add(content(message));
      parts.add(message.getIntProperty("SaddlebagPart"));
    }
    assertThat(contents).containsExactly("one", "two", "th\u00e4ree");
    assertThat(parts).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource({"none,1048576", "line,1048576", "none,10"})
  void of_a_damaged_object_nothing_is_seen_and_it_stays(String split, String most)
      throws Exception {
    broker.up();
    seal("a", "a line of text\n".repeat(20_000));
    house.s3().setFaults(flip());
    house.toQueue(
        "send",
        "prefix=out/",
        "split=" + split,
        "maxMessageBytes=" + most,
        "after=" + (most.equals("10") ? "remember" : "delete"),
        most.equals("10") || split.equals("line") ? "attempts=10" : "tooLarge=fail");

    assertThat(house.once().failed()).isEqualTo(1);

    assertThat(waiting()).isZero();
    assertThat(house.keys()).containsExactly("out/a");
    assertThat(FlowHouse.tree(house.state().resolve("failed/send")).values())
        .singleElement()
        .asString()
        .contains("attempts: 1", "out/a");
  }

  private static org.saddlebag.local.wire.FaultHook flip() {
    return (call, headers) ->
        call.operation().equals("GetObject") ? new Fault.FlipBody(299_000) : Fault.none();
  }

  @Test
  void what_is_too_large_becomes_a_claim_check_without_content() throws Exception {
    broker.up();
    seal("big", "secret ".repeat(100));
    house.toQueue("send", "prefix=out/", "maxMessageBytes=699");
    house.once();

    Message message = taken().get(0);
    ClaimCheck claim = ClaimCheck.parse(content(message));

    assertThat(message.getBooleanProperty("SaddlebagClaim")).isTrue();
    assertThat(content(message)).doesNotContain("secret");
    assertThat(claim.address()).isEqualTo(new ObjectAddress(FlowHouse.BUCKET, "out/big"));
    assertThat(claim.bytes()).isEqualTo(700);
    assertThat(claim.flow()).isEqualTo("send");

    house.without().toQueue("fails", "prefix=out/", "maxMessageBytes=699", "tooLarge=fail");
    assertThat(house.once().failed()).isEqualTo(1);
    house.without().toQueue("fits", "prefix=out/", "maxMessageBytes=700");
    house.once();
    assertThat(content(taken().get(0))).startsWith("secret");
  }

  @ParameterizedTest
  @CsvSource({"none", "line"})
  void what_the_broker_has_already_is_not_sent_twice_when_the_record_was_lost(String split)
      throws Exception {
    broker.up();
    seal("a", "one\ntwo\nthree");
    house.toQueue("send", "prefix=out/", "split=" + split, "attempts=1");
    house.once();
    long first = waiting();
    org.saddlebag.testing.Trees.delete(house.state());

    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(house.once().delivered()).isZero();

    assertThat(waiting()).isEqualTo(first).isEqualTo(split.equals("line") ? 3 : 1);
  }

  @Test
  void text_that_is_none_too_many_lines_and_too_long_ones_fail_as_a_whole() throws Exception {
    broker.up();
    seal("a", "one\ntwo\nthr\u00e4e");
    house.toQueue("text", "prefix=out/", "split=line", "message=text", "charset=US-ASCII");
    house.toQueue("many", "prefix=out/", "delay=101", "split=line", "maxMessages=2");
    house.toQueue("long", "prefix=out/", "delay=102", "split=line", "maxMessageBytes=3");

    assertThat(house.once().failed()).isEqualTo(3);

    assertThat(waiting()).isZero();
  }

  @Test
  void a_broker_that_is_away_is_waited_for_and_nothing_is_given_up() throws Exception {
    seal("a", "content");
    house.toQueue("send", "prefix=out/", "attempts=1000", "after=delete", "tooLarge=fail");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> house.s3().requests().count("GetObject") >= 3);
      assertThat(house.keys()).containsExactly("out/a");
      broker.up();
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
    }
    assertThat(content(taken().get(0))).isEqualTo("content");
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void a_broker_that_goes_later_and_comes_back_gets_the_next_object() throws Exception {
    broker.up();
    seal("a", "1");
    house.toQueue("send", "prefix=out/", "attempts=1000");
    house.once();
    broker.down();
    seal("b", "2");
    house.toQueue("send", "prefix=out/", "attempts=1000");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      long gets = house.s3().requests().count("GetObject");
      await().atMost(PATIENCE).until(() -> house.s3().requests().count("GetObject") > gets + 2);
      broker.up();
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
    }
    assertThat(taken()).hasSize(2);
  }

  @Test
  void work_that_is_done_once_ends_when_the_broker_stays_away_and_parks_nothing() throws Exception {
    seal("a", "content");
    house.toQueue("send", "prefix=out/", "attempts=2");

    FlowSummary done = house.once();

    assertThat(done.failed()).isZero();
    assertThat(done.delivered()).isZero();
    assertThat(done.allWell()).isFalse();
    assertThat(FlowHouse.tree(house.state().resolve("failed/send"))).isEmpty();
  }

  @Test
  void what_is_wrong_is_told_at_the_start() {
    broker.up();
    house.toQueue("one", "split=word", "metadata=CamelFileName", "charset=nonsense", "sise=1");
    house.toQueue("two", "after=delete");
    house.toQueue("three", "split=line", "message=text", "charset=UTF-16");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("6 problems")
        .hasMessageContaining("'camelfilename' is kept")
        .hasMessageContaining("gives 'sise'")
        .hasMessageContaining("takes away what a claim check names")
        .hasMessageContaining("other line breaks");
  }

  @Test
  void a_queue_that_is_missing_is_told_at_the_start() {
    broker.up();
    house.toQueue("send", "queue=nowhere");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("has no queue 'nowhere'");
  }

  @Test
  void an_object_that_an_event_tells_of_is_sent_once_without_listing_again() throws Exception {
    broker.up();
    try (TestSqs sqs = TestSqs.start()) {
      sqs.redriveAfter(100);
      house.sqs(sqs.endpoint());
      house.toQueue("send", "prefix=out/", "events=" + TestSqs.QUEUE, "visibilityTimeout=2");
      house.in("in", "objectKey=out/{path}");
      try (FlowHouse.Run run = house.open()) {
        run.runner.start();
        await().atMost(PATIENCE).until(() -> house.s3().requests().count("ListObjectsV2") == 1);
        house.drop("a", "content of a");
        await().atMost(PATIENCE).until(() -> house.keys().contains("out/a"));
        long lists = house.s3().requests().count("ListObjectsV2");
        sqs.send(S3Events.created(FlowHouse.BUCKET, "out/a", null));
        sqs.send(S3Events.created(FlowHouse.BUCKET, "out/a", null));
        await().atMost(PATIENCE).until(() -> waiting() == 1 && sqs.count(TestSqs.QUEUE) == 0);
        assertThat(house.s3().requests().count("ListObjectsV2")).isEqualTo(lists);
        assertThat(run.runner.summary().allWell()).isTrue();
      }
      // A server that stops waits for the answers that our clients wait for.
      house.close();
    }
    assertThat(content(taken().get(0))).isEqualTo("content of a");
  }
}
