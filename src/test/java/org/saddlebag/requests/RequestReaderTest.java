package org.saddlebag.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

/** What may be asked for, and what is answered. */
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
        "{\"key\":\"in/a\",\"to\":[]}"
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
  }

  @Test
  void a_refused_request_is_answered_under_its_own_name() {
    assertThat(reader.idOf("{\"id\":\"r1\",\"key\":\"other\"}", "m")).isEqualTo("r1");
    Refused why = new Refused(RequestError.REQUEST_FORBIDDEN, "no");
    assertThat(Reply.refused("r1", why))
        .isEqualTo(
            "{\"id\":\"r1\",\"outcome\":\"refused\",\"delivered\":0,\"failed\":[],\"failures\":0,"
                + "\"code\":\"request-forbidden\",\"reason\":\"no\"}");
  }

  @Test
  void a_reply_names_what_failed_and_stays_small() {
    Refused why = new Refused(RequestError.REQUEST_FINDS_NOTHING, "x".repeat(5_000));
    List<Reply.Failure> failed = new ArrayList<>();
    assertThat(Reply.of("r", 3, failed)).contains("\"outcome\":\"delivered\",\"delivered\":3");
    for (int i = 0; i < 1_000; i++) {
      failed.add(new Reply.Failure("\u00fc".repeat(512), why));
    }
    assertThat(Reply.of("r", 0, failed)).contains("\"outcome\":\"failed\"");
    String partly = Reply.of("r", 1, failed);
    assertThat(partly).contains("\"outcome\":\"partly\"", "\"failures\":1000");
    assertThat(partly.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .hasSizeLessThan(256 * 1024);
  }
}
