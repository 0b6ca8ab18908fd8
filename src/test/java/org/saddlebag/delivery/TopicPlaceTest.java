package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.Refused;

/** What begins at a place of a topic has one object, wherever those who send it would end it. */
class TopicPlaceTest {

  @TempDir Path state;

  private final MemoryStore store = new MemoryStore();
  private final List<String> found = new ArrayList<>();
  private Deliveries node;

  @BeforeEach
  void start() {
    node = new Deliveries(state, store);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private SourceMessage message(String topicId, long offset, String last, String key) {
    return new SourceMessage(
        "orders/3/" + offset,
        Instant.EPOCH,
        false,
        0,
        null,
        Map.of("region", "eu"),
        Map.of(),
        InputStream::nullInputStream,
        new TopicPlace(
            "orders",
            topicId,
            3,
            offset,
            key,
            last == null ? Map.of() : Map.of("saddlebag-last-offset", last),
            last == null ? null : metadata -> found.add(metadata.get("saddlebag-last-offset"))));
  }

  private Receipt deliver(SourceMessage message, boolean likely, String content) {
    DeliveryOrder plain =
        Deliveries.order(
            new SourceDescription(
                message.id(), content.length(), Instant.EPOCH, message.place().topicId()),
            "o/3/5",
            CollisionPolicy.NUMBER);
    return node.delivery.deliver(
        Deliveries.again(
            plain,
            new DeliveryOrder.Again(
                message.deliveryId("invoices"), likely, () -> {}, message.place())),
        Deliveries.content(content));
  }

  @Test
  void an_object_that_ends_elsewhere_is_found_and_says_where() {
    deliver(message("id", 5, "9", null), false, "five to nine");
    assertThat(found).isEmpty();

    Receipt receipt = deliver(message("id", 5, "7", null), true, "five to 7");

    assertThat(found).contains("9");
    assertThat(receipt.evidence().recovered()).isTrue();
    assertThat(store.objects).containsOnlyKeys("o/3/5");
  }

  /** The journal knows the delivery, but not where the object ends that it found. */
  @Test
  void what_the_journal_knows_is_looked_at_all_the_same() {
    deliver(message("id", 5, "9", null), false, "five to nine");
    deliver(message("id", 5, "7", null), true, "five to 7");
    found.clear();

    deliver(message("id", 5, "7", null), false, "five to 7");

    assertThat(found).contains("9");
    assertThat(store.objects).hasSize(1);
  }

  @Test
  void a_topic_that_was_made_anew_has_objects_of_its_own() {
    deliver(message("id", 5, null, null), false, "old");
    deliver(message("other id", 5, null, null), false, "new");

    assertThat(store.objects).hasSize(2);
  }

  @Test
  void keys_are_made_of_the_place() {
    ObjectKeyTemplate template =
        ObjectKeyTemplate.parse("{flow}/{topic}/{partition}/{offset}/{key}/{header:region}");
    assertThat(template.forRecords().expand("f", message("id", 5, null, "k")))
        .isEqualTo("f/orders/3/00000000000000000005/k/eu");
    assertThatThrownBy(() -> template.expand("f", message("id", 5, null, null)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no key that is text");
    assertThatThrownBy(() -> template.expand("f", message("id", 5, null, "../../k")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void templates_that_do_not_fit_are_refused() {
    assertThatThrownBy(() -> ObjectKeyTemplate.parse("{offset}").forMessages())
        .hasMessageContaining("speaks of records of Kafka");
    assertThatThrownBy(() -> ObjectKeyTemplate.parse("{offset}").forFiles())
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> ObjectKeyTemplate.parse("{path}").forRecords())
        .hasMessageContaining("speaks of files");
    assertThatThrownBy(() -> ObjectKeyTemplate.parse("{offset}").forBatches())
        .hasMessageContaining("needs {partition} and {offset}");
    assertThatThrownBy(() -> ObjectKeyTemplate.parse("{partition}/{offset}/{key}").forBatches())
        .hasMessageContaining("speaks of one record");
    assertThat(ObjectKeyTemplate.parse("{partition}-{offset}").forBatches()).isNotNull();
  }
}
