package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.testing.TestBroker.bytes;
import static org.saddlebag.testing.TestBroker.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.testing.TestBroker;

/** Messages of a real broker become objects, one each. */
class QueueFlowTest extends FlowTest {

  private TestBroker broker;

  @BeforeEach
  void startBroker() {
    broker = TestBroker.start(folder.resolve("broker"));
    house.broker(broker.uri(), TestBroker.USER, TestBroker.PASSWORD);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void text_and_bytes_rest_sealed_and_the_queue_is_empty() throws Exception {
    List<String> ids =
        broker.send(text("grüß Gott"), bytes("bytes".getBytes()), text(""), bytes(new byte[0]));
    house.fromQueue("orders");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(4);
    assertThat(done.allWell()).isTrue();
    assertThat(house.keys()).hasSize(4).allSatisfy(key -> assertThat(key).startsWith("orders/"));
    assertThat(ids).hasSize(4);
    assertThat(broker.count(TestBroker.QUEUE)).isZero();
    Map<String, Integer> contents = new TreeMap<>();
    house.without().back("back");
    house.once();
    FlowHouse.tree(house.outbox()).values().forEach(each -> contents.merge(each, 1, Integer::sum));
    assertThat(contents)
        .containsEntry("", 2)
        .containsEntry("bytes", 1)
        .containsEntry(new String("grüß Gott".getBytes("UTF-8"), "ISO-8859-1"), 1);
  }
}
