package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

/** What is made of a message's id and headers, whoever chose them. */
class SourceMessageTest {

  private static final Instant SENT = Instant.parse("2026-11-24T23:59:59Z");

  private static SourceMessage message(String id, Instant sent, Map<String, String> headers) {
    return new SourceMessage(
        id, sent, false, 0, null, headers, Map.of(), InputStream::nullInputStream);
  }

  private static String key(String template, String id, Map<String, String> headers) {
    return ObjectKeyTemplate.parse(template).expand("flow", message(id, SENT, headers));
  }

  @Test
  void the_delivery_id_is_of_flow_and_message_id_alone() {
    SourceMessage message = message("ID:1", SENT, Map.of("a", "b"));
    assertThat(message.deliveryId("flow"))
        .isEqualTo(message("ID:1", null, Map.of()).deliveryId("flow"))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .isNotEqualTo(message.deliveryId("another"))
        .isNotEqualTo(message("ID:2", SENT, Map.of()).deliveryId("flow"));
  }

  @ParameterizedTest
  @CsvSource({
    "ID:4f-1:1:2, 4f-1_3A1_3A2",
    "plain, plain",
    "ID:../../x, _2E._2F.._2Fx",
    "ID:a_3A, a_5F3A",
    "ID:${body}, _24_7Bbody_7D",
    "ID:a.b, a.b",
    "ID:\u00fc, _C3_BC"
  })
  void ids_become_one_harmless_part_of_the_key(String id, String part) {
    assertThat(key("in/{messageId}", id, Map.of())).isEqualTo("in/" + part);
  }

  @Test
  void headers_and_the_day_of_sending_make_keys() {
    assertThat(key("{date}/{flow}/{header:order-id}.json", "ID:1", Map.of("order-id", "${7}/b")))
        .isEqualTo("2026/11/24/flow/${7}/b.json");
    assertThat(ObjectKeyTemplate.parse("{header:a}/{header:b}").headers()).containsOnly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../b", "/a", "a//b", "a/", ".", "a\nb", "a\u0000b"})
  void headers_that_would_lead_elsewhere_are_refused(String value) {
    assertThatThrownBy(() -> key("in/{header:k}", "ID:1", Map.of("k", value)))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.BAD_OBJECT_KEY));
  }

  @Test
  void what_the_key_is_made_from_must_be_there() {
    assertThatThrownBy(() -> key("{header:k}", "ID:1", Map.of()))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.HEADER_MISSING))
        .hasMessageContaining("'k'");
    assertThatThrownBy(() -> key("{header:k}", "ID:1", Map.of("k", "")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(
            () -> ObjectKeyTemplate.parse("{date}").expand("f", message("ID:1", null, Map.of())))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("when it was sent");
  }

  @Test
  void a_template_speaks_of_files_or_of_messages() {
    ObjectKeyTemplate both = ObjectKeyTemplate.parse("{path}/{messageId}");
    assertThatThrownBy(both::forFiles).isInstanceOf(Refused.class);
    assertThatThrownBy(both::forMessages).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> ObjectKeyTemplate.parse("{messageId}").forFiles())
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> ObjectKeyTemplate.parse("{name}").forMessages())
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> ObjectKeyTemplate.parse("{header:}")).isInstanceOf(Refused.class);
    assertThat(ObjectKeyTemplate.parse("{flow}/x").forFiles().forMessages())
        .hasToString("{flow}/x");
  }
}
