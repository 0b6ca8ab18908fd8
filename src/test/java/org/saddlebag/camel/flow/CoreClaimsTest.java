package org.saddlebag.camel.flow;

import static org.apache.activemq.artemis.api.core.Message.BYTES_TYPE;
import static org.apache.activemq.artemis.api.core.Message.DEFAULT_TYPE;
import static org.apache.activemq.artemis.api.core.Message.TEXT_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.testing.TestBroker.text;

import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.testing.TestBroker;

/** What a sender says of a body by Artemis' own protocol, and is not so. */
class CoreClaimsTest extends QueueCase {

  @BeforeEach
  void up() {
    broker.up();
    house.broker(broker.coreUri(), TestBroker.USER, TestBroker.PASSWORD);
  }

  private void claim(byte kind, Object compressed, Object size, byte[] body) throws Exception {
    broker.sendRaw(
        kind,
        message -> {
          message.setUserID(UUIDGenerator.getInstance().generateUUID());
          message.putObjectProperty("_AMQ_LARGE_COMPRESSED", compressed);
          if (size != null) {
            message.putObjectProperty("_AMQ_LARGE_SIZE", size);
          }
          message.getBodyBuffer().writeBytes(body);
        });
  }

  private static byte[] deflated(byte[] content) throws Exception {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (OutputStream target = new DeflaterOutputStream(deflated)) {
      target.write(content);
    }
    return deflated.toByteArray();
  }

  /** As Artemis writes texts of 3500 characters and more. */
  private static byte[] encoded(String text) {
    byte[] utf = text.getBytes(StandardCharsets.UTF_16LE);
    return ByteBuffer.allocate(5 + utf.length).put((byte) 1).putInt(utf.length).put(utf).array();
  }

  @Test
  void a_small_message_that_claims_to_be_huge_is_a_dead_letter_and_takes_no_memory()
      throws Exception {
    claim(TEXT_TYPE, true, (long) Integer.MAX_VALUE, deflated(encoded("small")));
    claim(TEXT_TYPE, true, 1L << 40, deflated(encoded("small")));
    claim(BYTES_TYPE, true, 1L << 40, deflated("small".getBytes(StandardCharsets.UTF_8)));
    house.fromQueue("orders");

    FlowSummary done = house.once();

    assertThat(List.of(done.delivered(), done.failed())).containsExactly(0L, 3L);
    assertThat(waiting()).isZero();
    List<String> contents = new ArrayList<>();
    for (Message letter : broker.take(TestBroker.DEAD_LETTERS)) {
      assertThat(letter.getStringProperty("SaddlebagCode")).isEqualTo("message-too-large");
      contents.add(
          letter instanceof TextMessage text
              ? text.getText()
              : new String(letter.getBody(byte[].class), StandardCharsets.UTF_8) + ", bytes");
    }
    assertThat(contents).containsExactlyInAnyOrder("small", "small", "small, bytes");
  }

  @Test
  void claims_that_cannot_be_read_break_no_connection() throws Exception {
    claim(BYTES_TYPE, true, null, new byte[] {'a'});
    claim(BYTES_TYPE, 1, 1L, new byte[] {'b'});
    claim(BYTES_TYPE, true, "many", new byte[] {'c'});
    claim(BYTES_TYPE, true, -1L, new byte[] {'d'});
    broker.sendByCore(text("innocent"));
    house.fromQueue("orders", "parallel=1");

    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      assertThat(house.once().delivered()).isEqualTo(5);
      assertThat(log.lines()).noneMatch(line -> line.contains("broker-unreachable"));
    }

    assertThat(dead()).isZero();
    assertThat(opened()).containsExactlyInAnyOrder("a", "b", "c", "d", "innocent");
  }

  @Test
  void a_body_of_no_kind_does_not_pass_as_empty() throws Exception {
    claim(DEFAULT_TYPE, true, 0L, deflated("not empty".getBytes(StandardCharsets.UTF_8)));
    house.fromQueue("orders");

    assertThat(house.once().failed()).isEqualTo(1);

    assertThat(house.keys()).isEmpty();
    assertThat(broker.take(TestBroker.DEAD_LETTERS).get(0).getStringProperty("SaddlebagCode"))
        .isEqualTo("message-kind-unfit");
  }
}
