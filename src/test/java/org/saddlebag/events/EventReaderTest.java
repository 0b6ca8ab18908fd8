package org.saddlebag.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.S3Events;

/** The messages as the documentation shows them, and as nobody should send them. */
class EventReaderTest {

  private final EventReader reader = new EventReader();

  private String keyOf(String message) {
    assertThat(reader.read(message)).hasSize(1);
    return reader.read(message).get(0).key();
  }

  @Test
  void an_event_of_s3_names_bucket_key_and_content() {
    assertThat(reader.read(S3Events.created("acme", "in/red+flower%2B%C3%BC.jpg", "abc")))
        .containsExactly(new ObjectEvent("acme", "in/red flower+\u00fc.jpg", "abc"));
  }

  @Test
  void so_does_one_through_sns() {
    assertThat(reader.read(S3Events.throughSns(S3Events.created("acme", "a+b", "abc"))))
        .containsExactly(new ObjectEvent("acme", "a b", "abc"));
  }

  @Test
  void eventbridge_and_ceph_do_not_encode_keys() {
    assertThat(reader.read(S3Events.ofEventBridge("acme", "a+b%20c \u00fc", "abc")))
        .containsExactly(new ObjectEvent("acme", "a+b%20c \u00fc", "abc"));
    String ceph = S3Events.created("acme", "a+b%zz", "abc").replace("\"aws:s3\"", "\"ceph:s3\"");
    assertThat(keyOf(ceph)).isEqualTo("a+b%zz");
    assertThat(keyOf(S3Events.throughSns(S3Events.ofEventBridge("acme", "k", null))))
        .isEqualTo("k");
  }

  @Test
  void the_name_of_the_event_may_have_its_prefix_and_the_tag_may_be_missing() {
    String minio =
        S3Events.created("acme", "a%2Fb", null)
            .replace("\"aws:s3\"", "\"minio:s3\"")
            .replace("\"ObjectCreated:Put\"", "\"s3:ObjectCreated:CompleteMultipartUpload\"");
    assertThat(reader.read(minio)).containsExactly(new ObjectEvent("acme", "a/b", null));
  }

  @Test
  void what_tells_of_something_else_tells_of_no_object() {
    assertThat(reader.read(S3Events.test("acme"))).isEmpty();
    assertThat(reader.read(S3Events.throughSns(S3Events.test("acme")))).isEmpty();
    assertThat(reader.read("{\"Records\":[]}")).isEmpty();
    for (String name :
        new String[] {"ObjectRemoved:Delete", "LifecycleTransition", "s3:Replication:X"}) {
      assertThat(reader.read(S3Events.created("a", "k", "e").replace("ObjectCreated:Put", name)))
          .as(name)
          .isEmpty();
    }
    assertThat(
            reader.read(
                S3Events.ofEventBridge("a", "k", "e").replace("Object Created", "Object Deleted")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"Records\"",
        "{",
        "{} {}",
        "{}",
        "{\"Records\":{}}",
        "{\"Records\":[1]}",
        "{\"Records\":[{\"eventSource\":\"aws:sns\"}]}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]}",
        "{\"Records\":[],\"Records\":[]}",
        "{\"Type\":\"Notification\",\"Message\":\"hello\"}",
        "{\"Type\":\"Notification\",\"Message\":{}}",
        "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"{}\"}",
        "{\"source\":\"evil\",\"detail-type\":\"Object Created\"}",
        "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":\"b\"}}"
      })
  void anything_else_is_refused_without_repeating_it(String text) {
    assertThatThrownBy(() -> reader.read(text))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("event-unreadable: ")
        .hasMessageContaining("no event notification of S3");
  }

  @Test
  void an_envelope_in_an_envelope_is_none() {
    String twice = S3Events.throughSns(S3Events.throughSns(S3Events.created("a", "k", "e")));
    assertThatThrownBy(() -> reader.read(twice)).isInstanceOf(Refused.class);
  }

  @Test
  void what_is_nested_without_end_is_refused() {
    assertThatThrownBy(() -> reader.read("{\"Records\":" + "[".repeat(200_000)))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "a%zz", "%C3", "%FF", "%C0%AF", "%ED%A0%80", ""})
  void a_key_that_is_not_encoded_right_is_refused(String key) {
    assertThatThrownBy(() -> reader.read(S3Events.created("a", key, "e")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("an object key in it ");
  }

  @Test
  void keys_have_at_most_1024_bytes() {
    assertThat(keyOf(S3Events.created("a", "%C3%BC".repeat(512), "e"))).hasSize(512);
    assertThatThrownBy(() -> reader.read(S3Events.created("a", "%C3%BC".repeat(512) + "x", "e")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("1025 bytes");
    assertThatThrownBy(() -> reader.read(S3Events.ofEventBridge("a", "x".repeat(1025), "e")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> reader.read(S3Events.ofEventBridge("a", "\\ud800", "e")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void percent_is_decoded_once_and_leads_nowhere_by_itself() {
    assertThat(keyOf(S3Events.created("a", "%252e%252e%252fb", "e"))).isEqualTo("%2e%2e%2fb");
    assertThat(keyOf(S3Events.created("a", "..%2F..%2Fb", "e"))).isEqualTo("../../b");
    assertThat(reader.read(S3Events.created("a", "x%0Ay", "e")).get(0)).hasToString("s3://a/x?y");
  }

  /** {@code URLEncoder} writes as S3 does, save for the slash, which S3 leaves. */
  @Property(tries = 300)
  void every_key_comes_through(
      @ForAll @StringLength(min = 1, max = 100) @CharRange(from = '\u0001', to = '\ud7ff')
          String key) {
    String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    assertThat(keyOf(S3Events.created("a", encoded, "e"))).isEqualTo(key);
  }
}
