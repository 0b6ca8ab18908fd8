package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.bytes;
import static org.saddlebag.testing.TestBroker.text;

import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.testing.TestBroker;

/** Messages of a real broker become objects, one each. */
class QueueFlowTest extends QueueCase {

  @BeforeEach
  void up() {
    broker.up();
  }

  @Test
  void text_and_bytes_rest_sealed_and_the_queue_is_empty() throws Exception {
    byte[] umlauts = "gr\u00fc\u00df Gott".getBytes(StandardCharsets.UTF_8);
    List<String> ids =
        broker.send(
            text("gr\u00fc\u00df Gott"),
            bytes(new byte[] {7}),
            text(""),
            bytes(new byte[0]),
            session -> session.createMessage());
    house.fromQueue("orders");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(5);
    assertThat(done.allWell()).isTrue();
    assertThat(waiting()).isZero();
    assertThat(house.keys())
        .hasSize(5)
        .contains("orders/" + ids.get(0).substring(3).replace(":", "_3A"));
    assertThat(house.head(house.keys().get(0)).metadata()).containsKey("saddlebag-delivery");
    assertThat(opened())
        .containsExactlyInAnyOrder(
            new String(umlauts, StandardCharsets.ISO_8859_1), "\u0007", "", "", "");
  }

  @Test
  void sizes_around_a_part_come_back_whole() throws Exception {
    Random random = new Random(3);
    Set<Integer> wanted = new java.util.HashSet<>();
    for (int size : new int[] {1, 100_000, (8 << 20) - 1, 8 << 20, (8 << 20) + 1}) {
      byte[] content = new byte[size];
      random.nextBytes(content);
      wanted.add(new String(content, StandardCharsets.ISO_8859_1).hashCode());
      broker.send(bytes(content));
    }
    house.fromQueue("orders", "parallel=2");

    assertThat(house.once().delivered()).isEqualTo(5);

    assertThat(opened().stream().map(String::hashCode).collect(Collectors.toSet()))
        .isEqualTo(wanted);
  }

  @Test
  void key_metadata_and_media_type_come_from_the_message_and_nothing_else_does() throws Exception {
    broker.send(text("{}", "orderId", "A-7/b c", "Region", "eu", "secret", "do not tell"));
    house.fromQueue(
        "orders",
        "objectKey=in/{date:yyyy-MM-dd}/{header:orderId}.json",
        "metadata=Region,orderId,absent");
    String day = LocalDate.now(ZoneOffset.UTC).toString();

    house.once();

    assertThat(house.keys()).containsExactly("in/" + day + "/A-7/b c.json");
    ObjectHead head = house.head(house.keys().get(0));
    assertThat(head.contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(head.metadata())
        .containsEntry("region", "eu")
        .containsEntry("orderid", "A-7/b c")
        .doesNotContainKeys("secret", "absent");
    assertThat(head.metadata().values()).noneMatch(value -> value.contains("tell"));
  }

  @Test
  void what_can_never_be_delivered_is_a_dead_letter_with_its_reason() throws Exception {
    String large = "x".repeat(3000);
    broker.send(
        text("no header", "name", "1"),
        text("leads out", "orderId", "../../etc/passwd", "name", "2"),
        text("metadata too large", "orderId", "3", "note", large, "name", "3"),
        text("no ASCII", "orderId", "4", "note", "gr\u00fcn", "name", "4"),
        bytes(new byte[2000]),
        session -> {
          MapMessage map = session.createMapMessage();
          map.setString("a", "b");
          return map;
        },
        session -> session.createObjectMessage(new java.util.ArrayList<>(List.of("x"))),
        session -> session.createStreamMessage(),
        text("good", "orderId", "5", "note", "fine"));
    house.fromQueue(
        "orders", "objectKey=in/{header:orderId}", "metadata=note", "maxMessageBytes=1999");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(done.failed()).isEqualTo(8);
    assertThat(house.keys()).containsExactly("in/5");
    assertThat(waiting()).isZero();
    Map<String, Message> letters = new TreeMap<>();
    List<String> codes = new ArrayList<>();
    for (Message letter : broker.take(TestBroker.DEAD_LETTERS)) {
      codes.add(letter.getStringProperty("SaddlebagCode"));
      assertThat(letter.getStringProperty("SaddlebagReason")).isNotBlank();
      assertThat(letter.getStringProperty("SaddlebagFlow")).isEqualTo("orders");
      assertThat(letter.getStringProperty("SaddlebagMessageId")).startsWith("ID:");
      letters.put(String.valueOf(letter.getStringProperty("name")), letter);
    }
    assertThat(codes)
        .containsExactlyInAnyOrder(
            "header-missing",
            "bad-object-key",
            "bad-metadata",
            "bad-metadata",
            "message-too-large",
            "message-kind-unfit",
            "message-kind-unfit",
            "message-kind-unfit");
    assertThat(((TextMessage) letters.get("2")).getText()).isEqualTo("leads out");
    assertThat(letters.get("2").getStringProperty("orderId")).isEqualTo("../../etc/passwd");
  }

  @Test
  void a_bytes_message_stays_whole_on_its_way_to_the_dead_letters() throws Exception {
    broker.send(bytes(new byte[] {1, 2, 3}));
    house.fromQueue("orders", "objectKey={header:orderId}");

    house.once();

    BytesMessage letter = (BytesMessage) broker.take(TestBroker.DEAD_LETTERS).get(0);
    byte[] content = new byte[4];
    assertThat(letter.readBytes(content)).isEqualTo(3);
    assertThat(content).containsExactly(1, 2, 3, 0);
  }

  @Test
  void headers_of_strangers_steer_nothing() throws Exception {
    broker.send(
        session -> {
          TextMessage message = session.createTextMessage("hostile");
          for (String name :
              List.of(
                  "CamelFileName",
                  "CamelAwsS3Key",
                  "camelAwsS3BucketName",
                  "CAMELAWSS3KEY",
                  "CamelBeanMethodName",
                  "CamelJmsDestinationName",
                  "CamelRedeliveryDelay",
                  "bucket",
                  "key",
                  "sse",
                  "objectKey",
                  "saddlebag.flow",
                  "saddlebag.receipt",
                  "saddlebag-delivery",
                  "x-amz-key-v2")) {
            message.setStringProperty(name, "../evil-${sys.java.version}");
          }
          for (Map.Entry<String, String> property : Hostile.properties().entrySet()) {
            message.setStringProperty(property.getKey(), property.getValue());
          }
          message.setStringProperty("orderId", "${sys.java.version}$simple{body}");
          message.setJMSCorrelationID("${body}");
          message.setJMSReplyTo(session.createQueue(TestBroker.DEAD_LETTERS));
          return message;
        });
    house.fromQueue(
        "orders", "objectKey=in/{header:orderId}", "metadata=CamelFileName", "sse=sse-s3");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(house.keys()).containsExactly("in/${sys.java.version}$simple{body}");
    assertThat(house.head(house.keys().get(0)).metadata())
        .containsEntry("camelfilename", "../x")
        .doesNotContainKey("x-amz-key-v2");
    Hostile.requireAsDeclared(house.head(house.keys().get(0)), "AES256");
    assertThat(dead()).as("replies").isZero();
    assertThat(opened()).containsExactly("hostile");
  }

  @Test
  void the_same_message_twice_is_one_object() throws Exception {
    org.apache.activemq.artemis.utils.UUID id = UUIDGenerator.getInstance().generateUUID();
    broker.sendAs(id, "once");
    broker.sendAs(id, "once");
    broker.sendAs(UUIDGenerator.getInstance().generateUUID(), "another");
    house.fromQueue("orders");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(3);
    assertThat(waiting()).isZero();
    assertThat(dead()).isZero();
    assertThat(house.keys()).hasSize(2);
    assertThat(opened()).containsExactlyInAnyOrder("once", "another");
  }

  @Test
  void another_node_knows_the_message_again_by_its_object() throws Exception {
    org.apache.activemq.artemis.utils.UUID id = UUIDGenerator.getInstance().generateUUID();
    broker.sendAs(id, "once");
    house.fromQueue("orders");
    house.once();
    String delivery = house.head(house.keys().get(0)).metadata().get("saddlebag-delivery");
    java.nio.file.Files.move(house.state(), folder.resolve("node-1"));
    broker.sendAs(id, "once");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(waiting()).isZero();
    assertThat(house.keys()).hasSize(1);
    assertThat(house.head(house.keys().get(0)).metadata())
        .containsEntry("saddlebag-delivery", delivery);
    assertThat(FlowHouse.tree(house.state().resolve("receipts")).values())
        .singleElement()
        .asString()
        .contains("\"recovered\":true", delivery);
  }

  @Test
  void another_message_of_the_same_id_is_a_dead_letter() throws Exception {
    org.apache.activemq.artemis.utils.UUID id = UUIDGenerator.getInstance().generateUUID();
    broker.sendAs(id, "once");
    broker.sendAs(id, "something else");
    house.fromQueue("orders", "parallel=1");

    house.once();

    assertThat(house.keys()).hasSize(1);
    assertThat(broker.take(TestBroker.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            letter -> assertThat(letter.getStringProperty("SaddlebagCode")).isEqualTo("id-taken"));
    assertThat(opened()).containsExactly("once");
  }

  @Test
  void messages_that_share_a_key_all_arrive() throws Exception {
    broker.send(text("1", "k", "a.txt"), text("2", "k", "a.txt"), text("3", "k", "a.txt"));
    house.fromQueue("orders", "objectKey={header:k}");

    assertThat(house.once().delivered()).isEqualTo(3);

    assertThat(house.keys())
        .hasSize(3)
        .contains("a.txt")
        .allSatisfy(key -> assertThat(key).matches("a(-[0-9a-f]{12})?\\.txt"));
    assertThat(opened()).containsExactlyInAnyOrder("1", "2", "3");
  }

  @Test
  void a_taken_key_can_be_refused_or_replaced() throws Exception {
    broker.send(text("1", "k", "a"), text("2", "k", "a"));
    house.fromQueue("orders", "objectKey={header:k}", "collision=refuse", "parallel=1");
    assertThat(house.once().failed()).isEqualTo(1);
    assertThat(broker.take(TestBroker.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.getStringProperty("SaddlebagCode")).isEqualTo("object-exists"));

    broker.send(text("3", "k", "a"));
    house.without();
    house.fromQueue("orders", "objectKey={header:k}", "collision=overwrite");
    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(house.keys()).containsExactly("a");
    assertThat(opened()).containsExactly("3");
  }

  @Test
  void text_that_is_none_goes_back_until_the_broker_takes_it_away() throws Exception {
    broker.send(TestBroker.undecodableText(), text("good"));
    house.fromQueue("orders");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> dead() == 1 && run.runner.summary().delivered() == 1);
      assertThat(log.lines())
          .anyMatch(line -> line.contains("went back after 1 attempt: message-unreadable"))
          .noneMatch(line -> line.contains("broker-"));
    }
    assertThat(waiting()).isZero();
  }

  @Test
  void what_a_step_of_the_route_drops_is_said_to_be_gone() throws Exception {
    broker.send(text("unwanted"));
    String own =
        java.nio.file.Files.readString(java.nio.file.Path.of("routes", "queue-to-s3.yaml"))
            .replace("id: jms-to-s3", "id: some-jms-to-s3")
            .replace("          - to:\n", "          - stop: {}\n          - to:\n");
    house.declare(own);
    house.flow(
        "orders",
        "some-jms-to-s3",
        new String[0],
        "broker=events",
        "queue=orders",
        "bucket=" + FlowHouse.BUCKET,
        "key=archive");

    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      assertThat(house.once().delivered()).isZero();
      assertThat(log.lines())
          .anyMatch(line -> line.matches("orders: a step of the route has dropped ID:.*"))
          .noneMatch(line -> line.contains("where it is"));
    }
    assertThat(waiting() + dead()).isZero();
    assertThat(house.keys()).isEmpty();
  }
}
