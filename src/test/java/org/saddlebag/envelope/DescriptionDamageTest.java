package org.saddlebag.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.envelope.Refusals.assertDamagedOrKeyUnavailable;
import static org.saddlebag.envelope.Refusals.assertRefused;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.KeyUnavailable;

/** A description is not authenticated, so all that may count is the map it means. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescriptionDamageTest {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir private static Path folder;
  private Samples samples;

  @BeforeAll
  void start() {
    samples = new Samples(folder);
  }

  @AfterAll
  void stop() {
    samples.close();
  }

  Stream<SealedSample> samples() {
    return samples.all();
  }

  Stream<SealedSample> localSamples() {
    return samples.all().filter(sample -> !sample.wrapping().isKms());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyChangeIsRefusedUnlessItMeansTheSameMap(SealedSample sample) {
    String description = sample.metadata().get(sample.descriptionPart());
    int same = 0;
    for (ValueChange change : ValueChange.of(description)) {
      Map<String, String> metadata = sample.with(sample.descriptionPart(), change.value());
      if (sameMap(description, change.value())) {
        same++;
        assertThat(samples.open(sample, metadata, sample.body())).isEqualTo(sample.plaintext());
      } else {
        assertDamagedOrKeyUnavailable(
            change.toString(), () -> samples.open(sample, metadata, sample.body()));
      }
    }
    assertThat(same).as("changes that only add white space").isEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anotherMapIsAnotherKey(SealedSample sample) {
    for (String other :
        List.of(
            "{}",
            "{\"saddlebag-key\":\"other\",\"version\":\"1\"}",
            "{\"saddlebag-key\":\"aes\",\"version\":\"2\"}",
            "{\"saddlebag-key\":\"aes\"}",
            "{\"version\":\"1\"}",
            "{\"saddlebag-key\":\"aes\",\"version\":\"1\",\"more\":\"\"}",
            "{\"Saddlebag-Key\":\"aes\",\"version\":\"1\"}")) {
      unavailable(sample, sample.with(sample.descriptionPart(), other), other);
    }
    unavailable(sample, sample.without(sample.descriptionPart()), "no description");
    unavailable(sample, sample.with(sample.descriptionPart(), ""), "empty description");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSameMapInOtherWordsOpens(SealedSample sample) {
    String description = sample.metadata().get(sample.descriptionPart());
    for (String other :
        List.of(
            description.replace(",", " , "),
            description.replace("\":", "\"\t:\r\n "),
            description.replace("\":\"", "\" : \""),
            " " + description + "\n",
            description.replace("a", "\\u0061"),
            description.replace("s", "\\u0073"))) {
      assertThat(sameMap(description, other)).as(other).isTrue();
      assertThat(samples.open(sample, sample.with(sample.descriptionPart(), other), sample.body()))
          .isEqualTo(sample.plaintext());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aMapThatTheStoreMadeAnEncodedWordOfOpens(SealedSample sample) {
    byte[] description = sample.metadata().get(sample.descriptionPart()).getBytes(US_ASCII);
    String word = "=?UTF-8?B?" + Base64.getEncoder().encodeToString(description) + "?=";

    assertThat(samples.open(sample, sample.with(sample.descriptionPart(), word), sample.body()))
        .isEqualTo(sample.plaintext());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void jsonThatOnlyOtherReadersUnderstandIsRefused(SealedSample sample) {
    String description = sample.metadata().get(sample.descriptionPart());
    for (String other :
        List.of(
            description.replace('"', '\''),
            description.replace("}", ",}"),
            description.replace("a", "\\u00\uff161"),
            description.replace("a", "\\U0061"),
            description.replace("a", "\\x61"),
            description + "{}",
            description + "//",
            "[" + description + "]",
            "\ufeff" + description,
            description.replace("{", "{\"n\":1,"),
            description.replace("{", "{\"n\":null,"),
            description.replace("{", "{\"n\":{},"),
            description.replace("}", "," + description.substring(1)))) {
      assertRefused(
          other,
          () -> samples.open(sample, sample.with(sample.descriptionPart(), other), sample.body()),
          Damaged.class);
    }
  }

  @ParameterizedTest
  @MethodSource("localSamples")
  void aKeyForForeignObjectsOpensEveryDescriptionThatNamesNoKeyOfOurs(SealedSample sample) {
    for (String foreign : List.of("{}", "", "{\"keyId\":\"2026-01\"}", "{\"version\":\"1\"}")) {
      assertThat(samples.openForeign(sample, sample.with(sample.descriptionPart(), foreign)))
          .isEqualTo(sample.plaintext());
    }
    Map<String, String> renamed =
        sample.with(sample.descriptionPart(), "{\"saddlebag-key\":\"other\",\"version\":\"1\"}");
    assertRefused(
        "the name of another key of ours",
        () -> samples.openForeign(sample, renamed),
        KeyUnavailable.class);
  }

  @ParameterizedTest
  @MethodSource("localSamples")
  void aKeyForForeignObjectsNeverOpensToOtherContent(SealedSample sample) {
    for (String part : sample.metadata().keySet()) {
      for (ValueChange change : ValueChange.of(sample.metadata().get(part))) {
        Map<String, String> metadata = sample.with(part, change.value());
        if (part.equals(sample.descriptionPart()) && isMap(change.value())) {
          openedOrUnavailable(sample, metadata);
        } else if (!List.of("AES", "RSA", "kms").contains(change.value())) {
          assertDamagedOrKeyUnavailable(
              part + " " + change, () -> samples.openForeign(sample, metadata));
        }
      }
    }
  }

  private void openedOrUnavailable(SealedSample sample, Map<String, String> metadata) {
    try {
      assertThat(samples.openForeign(sample, metadata)).isEqualTo(sample.plaintext());
    } catch (KeyUnavailable e) {
      assertThat(metadata.get(sample.descriptionPart())).contains("saddlebag-key");
    }
  }

  /** A KMS context without its suite says more than that the key is another: it is damaged. */
  private void unavailable(SealedSample sample, Map<String, String> metadata, String how) {
    Class<?> local = KeyUnavailable.class;
    assertRefused(
        how,
        () -> samples.open(sample, metadata, sample.body()),
        local,
        sample.wrapping().isKms() ? Damaged.class : local);
  }

  private static boolean sameMap(String one, String other) {
    return isMap(other) && parse(one).equals(parse(other));
  }

  private static boolean isMap(String json) {
    return json.isEmpty() || parse(json) != null;
  }

  /** What an independent strict reader makes of it; null where it is no flat map of strings. */
  private static Map<String, Object> parse(String json) {
    try {
      Map<String, Object> map = JSON.readValue(json, new TypeReference<>() {});
      return map.values().stream().allMatch(String.class::isInstance) ? map : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
