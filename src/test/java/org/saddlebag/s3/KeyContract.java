package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.errors.Refused;

/** Object keys are data: none is cleaned up, none escapes. */
interface KeyContract {

  StoreUnderTest under();

  static Stream<String> keys() {
    return Stream.of(
        "keys/with space/and  two.txt",
        "keys/plus+and%20percent%",
        "keys/../dots/./here",
        "keys//double///slash/",
        "keys/ünïcödé/日本語/🧳",
        "keys/?query&a=b#frag;x:y@z",
        "keys/quote'\"<>&\\back|bar^~`{}[]$!*(),",
        "keys/" + "k".repeat(1019),
        "keys/" + "é".repeat(509));
  }

  @ParameterizedTest
  @MethodSource("org.saddlebag.s3.KeyContract#keys")
  default void anOddKeyIsKeptAsItIs(String key) {
    StoreUnderTest under = under();
    byte[] content = bytes(key.length());
    under.put(key, content);
    assertThat(under.get(key)).isEqualTo(content);
    assertThat(under.store().head(under.at(key), null).lengthBytes()).isEqualTo(key.length());
    assertThat(under.holds(key)).isTrue();
    under.store().copy(under.at(key), null, null, under.at("copy"), PutOptions.of(Map.of()));
    assertThat(under.get("copy")).isEqualTo(content);
    under.store().tag(under.at(key), Map.of("a", "b"));
    assertThat(Tags.of(under, key)).containsEntry("a", "b");
    under.store().delete(under.at(key));
    assertThat(under.holds(key)).isFalse();
  }

  @Test
  default void anOddKeyIsKeptByAnUploadInParts() {
    String key = "keys/../parts + %41/ünï//";
    under().put(key, bytes(PART + 1));
    assertThat(under().get(key)).isEqualTo(bytes(PART + 1));
  }

  @Test
  default void aKeyThatIsTooLongIsRefusedBeforeTheFirstByte() {
    assertThatThrownBy(() -> under().put("k".repeat(1025), bytes(1)))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.BAD_OBJECT_KEY))
        .hasMessageContaining("1025 bytes");
  }
}
