package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.testing.TestBroker.bytes;
import static org.saddlebag.testing.TestBroker.stream;
import static org.saddlebag.testing.TestBroker.text;

import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.activemq.artemis.utils.UUID;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.testing.TestBroker;
import org.saddlebag.testing.Trees;

/** The same by Artemis' own protocol, which hands out large messages piece by piece. */
class CoreFlowTest extends QueueCase {

  private static final int LARGE = 300_000;

  @BeforeEach
  void up() {
    broker.up();
    house.broker(broker.coreUri(), TestBroker.USER, TestBroker.PASSWORD);
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static TestBroker.Maker with(TestBroker.Maker maker, String name, String value) {
    return session -> {
      Message message = maker.make(session);
      message.setStringProperty(name, value);
      return message;
    };
  }

  private static byte[] body(Message letter) throws Exception {
    BytesMessage bytes = (BytesMessage) letter;
    byte[] content = new byte[(int) bytes.getBodyLength()];
    bytes.readBytes(content);
    return content;
  }

  private static String key(String id) {
    return "orders/" + id.substring(3).replace(":", "_3A");
  }

  @Test
  void text_and_bytes_rest_sealed_under_their_ids_and_the_queue_is_empty() throws Exception {
    List<String> ids =
        broker.sendByCore(
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
        .containsExactlyInAnyOrderElementsOf(ids.stream().map(CoreFlowTest::key).toList());
    assertThat(opened())
        .containsExactlyInAnyOrder(
            latin("gr\u00fc\u00df Gott".getBytes(StandardCharsets.UTF_8)), "\u0007", "", "", "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void large_messages_are_streamed_past_the_memory_and_come_back_whole(boolean compressed)
      throws Exception {
    byte[] zeros = new byte[(9 << 20) + 1];
    TreeMap<String, String> wanted = new TreeMap<>();
    List<byte[]> contents =
        List.of(random(102_399), random(LARGE), random(8 << 20), random((8 << 20) + 1), zeros);
    for (byte[] content : contents) {
      String id = broker.sendByCore(compressed, stream(new ByteArrayInputStream(content))).get(0);
      wanted.put(key(id), Trees.digest(content));
    }
    house.fromQueue("orders", "maxMessageBytes=1000");

    assertThat(house.once().delivered()).isEqualTo(5);

    assertThat(waiting()).isZero();
    house.without().back("back");
    house.once();
    TreeMap<String, String> found = new TreeMap<>();
    FlowHouse.tree(house.outbox())
        .forEach(
            (path, content) ->
                found.put(path, Trees.digest(content.getBytes(StandardCharsets.ISO_8859_1))));
    assertThat(found).isEqualTo(wanted);
    assertThat(FlowHouse.tree(house.state().resolve("spool"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void large_messages_are_lines_of_an_object_as_far_as_the_memory_may_hold_them(boolean compressed)
      throws Exception {
    byte[] line = random(LARGE);
    byte[] tooLarge = random(2 * LARGE);
    broker.sendByCore(
        compressed,
        text("first"),
        stream(new ByteArrayInputStream(line)),
        text("last"),
        stream(new ByteArrayInputStream(tooLarge)));
    house.fromQueue(
        "orders", "parallel=1", "batchMessages=10", "batchTime=1s", "maxMessageBytes=" + LARGE);

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(opened())
        .singleElement()
        .asString()
        .contains("\"first\"", Base64.getEncoder().encodeToString(line), "\"last\"");
    assertThat(waiting()).isZero();
    Message letter = broker.take(TestBroker.DEAD_LETTERS).get(0);
    assertThat(body(letter)).isEqualTo(tooLarge);
    assertThat(letter.getStringProperty("SaddlebagCode")).isEqualTo("message-too-large");
  }

  @Test
  void what_amqp_has_sent_has_the_same_id_by_either_protocol() throws Exception {
    String id = broker.send(bytes(random(LARGE))).get(0);
    UUID uuid = UUIDGenerator.getInstance().generateUUID();
    broker.sendAs(uuid, "by Core");
    house.fromQueue("orders");
    assertThat(house.once().delivered()).isEqualTo(2);
    List<String> byCore = house.keys();
    assertThat(byCore).containsExactlyInAnyOrder(key(id), key("ID:" + uuid));
    java.nio.file.Files.move(house.state(), folder.resolve("node-1"));

    broker.sendAs(uuid, "by Core");
    house.broker(broker.uri(), TestBroker.USER, TestBroker.PASSWORD);
    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(house.keys()).isEqualTo(byCore);
    assertThat(dead()).isZero();
    assertThat(opened()).containsExactlyInAnyOrder("by Core", latin(random(LARGE)));
  }

  @Test
  void an_id_of_amqp_that_a_client_of_core_has_copied_is_not_its_own() throws Exception {
    String copied = "ID:of-another";
    broker.sendByCore(
        with(text("a"), "NATIVE_MESSAGE_ID", copied), with(text("b"), "NATIVE_MESSAGE_ID", copied));
    house.fromQueue("orders");

    assertThat(house.once().delivered()).isEqualTo(2);

    assertThat(house.keys()).hasSize(2).doesNotContain(key(copied));
  }

  @Test
  void the_same_large_message_twice_is_one_object_and_another_of_its_id_a_dead_letter()
      throws Exception {
    UUID id = UUIDGenerator.getInstance().generateUUID();
    for (int size : new int[] {LARGE, LARGE, LARGE + 1}) {
      broker.sendRaw(
          org.apache.activemq.artemis.api.core.Message.BYTES_TYPE,
          message -> {
            message.setUserID(id);
            message.setBodyInputStream(new ByteArrayInputStream(random(size)));
          });
    }
    house.fromQueue("orders", "parallel=1");

    FlowSummary done = house.once();

    assertThat(List.of(done.delivered(), done.failed())).containsExactly(2L, 1L);
    assertThat(house.keys()).containsExactly(key("ID:" + id));
    Message letter = broker.take(TestBroker.DEAD_LETTERS).get(0);
    assertThat(letter.getStringProperty("SaddlebagCode")).isEqualTo("id-taken");
    assertThat(body(letter)).isEqualTo(random(LARGE + 1));
    assertThat(opened()).containsExactly(latin(random(LARGE)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_large_message_stays_whole_on_its_way_to_the_dead_letters(boolean compressed)
      throws Exception {
    byte[] content = new byte[3_000_000];
    System.arraycopy(random(500_000), 0, content, 0, 500_000);
    InputStream tooLarge = new ByteArrayInputStream(content);
    broker.sendByCore(compressed, with(stream(tooLarge), "orderId", "1"));
    broker.sendByCore(compressed, stream(new ByteArrayInputStream(random(LARGE))));
    house.fromQueue("orders", "objectKey={header:orderId}", "maxLargeMessageBytes=2999999");

    assertThat(house.once().failed()).isEqualTo(2);

    assertThat(waiting()).isZero();
    List<Message> letters = broker.take(TestBroker.DEAD_LETTERS);
    assertThat(letters).hasSize(2);
    for (Message letter : letters) {
      boolean large = "1".equals(letter.getStringProperty("orderId"));
      assertThat(letter.getStringProperty("SaddlebagCode"))
          .isEqualTo(large ? "message-too-large" : "header-missing");
      assertThat(Trees.digest(body(letter)))
          .isEqualTo(Trees.digest(large ? content : random(LARGE)));
    }
    assertThat(FlowHouse.tree(house.state().resolve("spool"))).isEmpty();
  }

  @Test
  void what_can_never_be_delivered_is_a_dead_letter_with_its_reason() throws Exception {
    broker.sendByCore(
        text("leads out", "orderId", "../../etc/passwd"),
        with(bytes(new byte[2000]), "orderId", "1"),
        with(text("x".repeat(2000)), "orderId", "2"),
        session -> {
          MapMessage map = session.createMapMessage();
          map.setString("a", "b");
          return map;
        },
        session -> session.createObjectMessage(new ArrayList<>(List.of("x"))),
        session -> session.createStreamMessage(),
        text("good", "orderId", "5"));
    broker.sendRaw(
        org.apache.activemq.artemis.api.core.Message.DEFAULT_TYPE,
        message -> {
          message.setUserID(UUIDGenerator.getInstance().generateUUID());
          message.putStringProperty("of-no-kind", "7");
          message.getBodyBuffer().writeBytes(new byte[] {1, 2});
        });
    house.fromQueue("orders", "objectKey=in/{header:orderId}", "maxMessageBytes=1999");

    FlowSummary done = house.once();

    assertThat(List.of(done.delivered(), done.failed())).containsExactly(1L, 7L);
    assertThat(house.keys()).containsExactly("in/5");
    assertThat(waiting()).isZero();
    List<String> codes = new ArrayList<>();
    for (Message letter : broker.take(TestBroker.DEAD_LETTERS)) {
      codes.add(letter.getStringProperty("SaddlebagCode"));
      assertThat(letter.getStringProperty("SaddlebagReason")).isNotBlank();
      assertThat(letter.getStringProperty("SaddlebagMessageId")).startsWith("ID:");
      if ("../../etc/passwd".equals(letter.getStringProperty("orderId"))) {
        assertThat(((TextMessage) letter).getText()).isEqualTo("leads out");
      }
      if (letter.getStringProperty("SaddlebagReason").contains("default (Core)")) {
        assertThat(letter.getStringProperty("of-no-kind")).isEqualTo("7");
      }
    }
    assertThat(codes)
        .containsExactlyInAnyOrder(
            "bad-object-key",
            "message-too-large",
            "message-too-large",
            "message-kind-unfit",
            "message-kind-unfit",
            "message-kind-unfit",
            "message-kind-unfit");
  }

  @Test
  void headers_of_strangers_steer_nothing() throws Exception {
    broker.sendRaw(
        org.apache.activemq.artemis.api.core.Message.BYTES_TYPE,
        message -> {
          message.setUserID(UUIDGenerator.getInstance().generateUUID());
          Hostile.headers().forEach((name, value) -> message.putObjectProperty(name, value));
          message.putStringProperty("orderId", "${sys.java.version}$simple{body}");
          message.setBodyInputStream(new ByteArrayInputStream(random(LARGE)));
        });
    house.fromQueue("orders", "objectKey=in/{header:orderId}", "sse=sse-s3");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(house.keys()).containsExactly("in/${sys.java.version}$simple{body}");
    ObjectHead head = house.head(house.keys().get(0));
    Hostile.requireUntouched(head, "AES256");
    assertThat(dead()).isZero();
    assertThat(opened()).containsExactly(latin(random(LARGE)));
  }

  @Test
  void objects_go_to_queues_by_this_protocol_too() throws Exception {
    house.putUnsealed("a.txt", "there", Map.of("order-id", "17", "2nd.line", "x"));
    house.toQueue("out", "unsealed=pass", "message=text", "metadata=order-id,2nd.line");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(broker.take(TestBroker.QUEUE))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(((TextMessage) letter).getText()).isEqualTo("there");
              assertThat(letter.getStringProperty("order-id")).isEqualTo("17");
              assertThat(letter.getStringProperty("2nd.line")).isEqualTo("x");
            });
  }
}
