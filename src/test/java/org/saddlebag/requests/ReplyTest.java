package org.saddlebag.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;
import org.saddlebag.requests.Reply.Delivered;
import org.saddlebag.requests.Reply.Failure;
import org.saddlebag.requests.Reply.Wanted;

/** What is answered. */
class ReplyTest {

  private static final Refused WHY = new Refused(RequestError.REQUEST_FINDS_NOTHING, "gone");

  private final Reply replies = new Reply();

  @Test
  void a_refusal_says_why() {
    assertThat(replies.refused("r1", new Refused(RequestError.REQUEST_FORBIDDEN, "no")))
        .isEqualTo(
            "{\"id\":\"r1\",\"outcome\":\"refused\",\"delivered\":0,\"failed\":0,"
                + "\"code\":\"request-forbidden\",\"reason\":\"no\"}");
  }

  @Test
  void each_object_is_named_with_what_became_of_it() {
    Delivered known = new Delivered(new Wanted("in/a", "v1"), "x/a", 7);
    Delivered forgotten = new Delivered(new Wanted("in/b", null), "x/b-1", -1);
    Failure failure = new Failure(new Wanted("in/c", null), WHY);
    assertThat(replies.of("r", 2, List.of(known, forgotten), 1, List.of(failure)))
        .isEqualTo(
            "{\"id\":\"r\",\"outcome\":\"partly\",\"delivered\":2,\"failed\":1,\"objects\":["
                + "{\"key\":\"in/a\",\"versionId\":\"v1\",\"file\":\"x/a\",\"bytes\":7},"
                + "{\"key\":\"in/b\",\"file\":\"x/b-1\"}],\"failures\":["
                + "{\"key\":\"in/c\",\"code\":\"request-finds-nothing\",\"reason\":\"gone\"}]}");
    assertThat(replies.of("r", 1, List.of(known), 0, List.of()))
        .contains("\"outcome\":\"delivered\"");
    assertThat(replies.of("r", 0, List.of(), 1, List.of(failure)))
        .contains("\"outcome\":\"failed\"");
  }

  @Test
  void a_reply_fits_into_a_message_whatever_the_names() throws Exception {
    String name = "\u00fc\uffff".repeat(256);
    Refused why = new Refused(RequestError.REQUEST_FINDS_NOTHING, "\u0001".repeat(5_000));
    Wanted object = new Wanted(name, name);
    String reply =
        replies.of(
            "\u00fc".repeat(1024),
            5_000,
            Collections.nCopies(5_000, new Delivered(object, name, 1)),
            3_000,
            Collections.nCopies(3_000, new Failure(object, why)));
    assertThat(reply).hasSizeLessThan(256 * 1024).matches("[ -~]+");
    JsonNode read = new ObjectMapper().readTree(reply);
    assertThat(read.get("delivered").asInt()).isEqualTo(5_000);
    assertThat(read.get("failed").asInt()).isEqualTo(3_000);
    assertThat(read.get("objects").size()).isBetween(5, 100);
    assertThat(read.get("failures").size()).isBetween(5, 100);
    assertThat(read.get("objects").get(0).get("file").asText()).isEqualTo(name);
  }
}
