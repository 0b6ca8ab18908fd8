package org.saddlebag.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.saddlebag.errors.Damaged;

/** The envelope's JSON against a library's. */
class FlatJsonPropertiesTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Provide
  static Arbitrary<Map<String, String>> maps() {
    return Arbitraries.maps(text(), text()).ofMaxSize(6);
  }

  /** Text of whole characters, most of them outside ASCII. */
  private static Arbitrary<String> text() {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .array(int[].class)
        .ofMaxSize(12)
        .map(codePoints -> new String(codePoints, 0, codePoints.length));
  }

  @Property
  void what_is_written_reads_back(@ForAll("maps") Map<String, String> map) {
    assertThat(FlatJson.read("x-amz-m", FlatJson.write(map))).isEqualTo(map);
  }

  @Property
  void what_is_written_is_printable_ascii(@ForAll("maps") Map<String, String> map) {
    assertThat(FlatJson.write(map).chars()).allMatch(c -> c >= 0x20 && c <= 0x7e);
  }

  @Property
  void a_library_reads_what_is_written(@ForAll("maps") Map<String, String> map)
      throws JsonProcessingException {
    assertThat(JACKSON.readValue(FlatJson.write(map), new TypeReference<Map<String, String>>() {}))
        .isEqualTo(map);
  }

  @Property
  void what_a_library_writes_is_read(@ForAll("maps") Map<String, String> map)
      throws JsonProcessingException {
    assertThat(FlatJson.read("x-amz-m", JACKSON.writeValueAsString(map))).isEqualTo(map);
    assertThat(
            FlatJson.read(
                "x-amz-m", JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(map)))
        .isEqualTo(map);
  }

  @Property(tries = 5_000)
  void any_text_is_read_or_found_damaged_and_never_more_leniently_than_a_library(
      @ForAll("almostJson") String text) {
    Throwable failure = catchThrowable(() -> FlatJson.read("x-amz-m", text));
    if (failure == null) {
      assertThat(catchThrowable(() -> JACKSON.readTree(text))).as(text).isNull();
    } else {
      assertThat(failure).isInstanceOf(Damaged.class);
    }
  }

  @Provide
  static Arbitrary<String> almostJson() {
    return Arbitraries.of(
            "{",
            "}",
            "\"",
            ":",
            ",",
            "a",
            "\\",
            "\\u0041",
            "\\n",
            "[",
            "]",
            "1",
            "null",
            " ",
            "\n",
            "\"a\"",
            "\"a\":\"b\"",
            "{\"a\":\"b\"",
            "\u00e9",
            "\u0001")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces));
  }
}
