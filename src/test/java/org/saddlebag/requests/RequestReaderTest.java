package org.saddlebag.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

/** What may be asked for. */
class RequestReaderTest {

  private final RequestReader reader = new RequestReader("acme", "in/");

  @Test
  void a_request_names_a_key_and_perhaps_more() {
    assertThat(reader.read("{\"key\":\"in/a\"}", "m1"))
        .isEqualTo(new ObjectRequest("m1", "in/a", null, null, ""));
    ObjectRequest all =
        reader.read(
            "{\"id\":\"r\",\"bucket\":\"acme\",\"key\":\"in/a\",\"versionId\":\"v\",\"to\":\"x/y/\"}",
            "m1");
    assertThat(all).isEqualTo(new ObjectRequest("r", "in/a", null, "v", "x/y"));
    assertThat(all.placed("a.txt")).isEqualTo("x/y/a.txt");
    assertThat(reader.read("{\"prefix\":\"in/\",\"to\":\"\"}", "m").placed("a")).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{",
        "{}",
        "{\"key\":1}",
        "{\"key\":null}",
        "{\"key\":\"in/a\"} {}",
        "{\"key\":\"in/a\",\"key\":\"in/b\"}",
        "{\"key\":\"in/a\",\"prefix\":\"in/\"}",
        "{\"prefix\":\"in/\",\"versionId\":\"v\"}",
        "{\"key\":\"in/a\",\"versionID\":\"v\"}",
        "{\"key\":\"in/a\",\"to\":[]}",
        "{\"key\":\"in/a\",\"replyTo\":\"evil\"}",
        "{\"key\":\"in/\\ud800\"}",
        "{\"key\":\"in/a\",\"versionId\":\"\"}",
        "{\"id\":\"\",\"key\":\"in/a\"}"
      })
  void what_is_no_request_is_told(String text) {
    assertThatThrownBy(() -> reader.read(text, "m"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("request-unreadable: the request can't be read: ");
    assertThat(reader.idOf(text, "m")).isEqualTo("m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\":\"other/a\"}",
        "{\"prefix\":\"\"}",
        "{\"prefix\":\"i\"}",
        "{\"key\":\"\"}",
        "{\"bucket\":\"other\",\"key\":\"in/a\"}",
        "{\"bucket\":\"\",\"key\":\"in/a\"}",
        "{\"key\":\"in/a\",\"to\":\"/etc\"}",
        "{\"key\":\"in/a\",\"to\":\"..\"}",
        "{\"key\":\"in/a\",\"to\":\"a/../../b\"}",
        "{\"key\":\"in/a\",\"to\":\"a//b\"}",
        "{\"key\":\"in/a\",\"to\":\"./a\"}",
        "{\"key\":\"in/a\",\"to\":\"/\"}",
        "{\"key\":\"in/a\",\"to\":\"a\\\\b\"}",
        "{\"key\":\"in/a\",\"to\":\"a\\u0000b\"}",
        "{\"key\":\"in/a\",\"to\":\"a\\nb\"}"
      })
  void what_the_flow_does_not_give_out_is_forbidden(String text) {
    assertThatThrownBy(() -> reader.read(text, "m"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("request-forbidden: the request is not allowed: ");
  }

  @Test
  void long_texts_and_keys_are_refused() {
    String key = "in/" + "\u00fc".repeat(600);
    assertThatThrownBy(() -> reader.read("{\"key\":\"%s\"}".formatted(key), "m"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("at most 1024 bytes");
    assertThatThrownBy(
            () -> reader.read("{\"key\":\"in/a\",\"id\":\"%s\"}".formatted("x".repeat(2000)), "m"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'id' must be a text of up to 1024");
    String to = ("\u00fc".repeat(127) + "/").repeat(2) + "ab";
    String text = "{\"key\":\"in/a\",\"to\":\"%s\"}";
    assertThat(reader.read(text.formatted(to), "m").placed("a")).isEqualTo(to + "/a");
    assertThatThrownBy(() -> reader.read(text.formatted(to + "x"), "m"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'to' has at most 512 bytes");
  }

  @Test
  void a_refused_request_has_its_own_name() {
    assertThat(reader.idOf("{\"id\":\"r1\",\"key\":\"other\"}", "m")).isEqualTo("r1");
    assertThat(reader.idOf("{\"id\":\"\",\"key\":\"other\"}", "m")).isEqualTo("m");
  }

  @Property
  void a_directory_never_leads_out(@ForAll("directories") String to) {
    String text = JsonNodeFactory.instance.objectNode().put("key", "in/a").put("to", to).toString();
    String placed;
    try {
      placed = reader.read(text, "m").placed("a");
    } catch (Refused e) {
      assertThat(e.code()).isIn(RequestError.REQUEST_FORBIDDEN, RequestError.REQUEST_UNREADABLE);
      return;
    }
    Path root = Path.of("/target");
    Path file = root.resolve(placed);
    assertThat(file.normalize().toString()).isEqualTo(file.toString()).startsWith(root + "/");
    assertThat(placed).doesNotContain("\\").matches("[^\\p{Cntrl}]+");
  }

  /** Pieces of which ways out are made, and anything else. */
  @Provide
  Arbitrary<String> directories() {
    Arbitrary<String> pieces =
        Arbitraries.of("..", ".", "/", "\\", "a", "~", "%2e%2e", "\u0000", "\n", "\u2215", " ", "");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(8).map(all -> String.join("", all)),
        Arbitraries.strings().ofMaxLength(40));
  }

  @Property
  void nothing_beyond_the_prefix_can_be_asked_for(@ForAll String key, @ForAll boolean all) {
    String text = JsonNodeFactory.instance.objectNode().put(all ? "prefix" : "key", key).toString();
    try {
      ObjectRequest request = reader.read(text, "m");
      assertThat(all ? request.prefix() : request.key()).isEqualTo(key).startsWith("in/");
    } catch (Refused e) {
      assertThat(e.code()).isIn(RequestError.REQUEST_FORBIDDEN, RequestError.REQUEST_UNREADABLE);
    }
  }

  @Property
  void whatever_comes_is_a_request_or_refused(@ForAll String text) {
    try {
      assertThat(reader.read(text, "m")).isNotNull();
    } catch (Refused e) {
      assertThat(e.what()).doesNotContainPattern("\\p{Cntrl}");
    }
    assertThat(reader.idOf(text, "m")).isNotEmpty();
  }
}
