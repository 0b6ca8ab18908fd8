package org.saddlebag.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Envelopes of this and other clients, and what is wrong with envelopes. */
class MetadataVectorsTest {

  private final MetadataReader reader = new MetadataReader();
  private final MetadataWriter writer = new MetadataWriter();

  static List<Named<JsonNode>> good() {
    return Vectors.in("metadata/good");
  }

  static List<Named<JsonNode>> bad() {
    return Vectors.in("metadata/bad");
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_envelope_is_read(JsonNode vector) {
    Map<String, String> metadata = Vectors.strings(vector.get("metadata"));
    JsonNode expected = vector.get("expect");

    ContentMetadata read = reader.read(metadata);

    assertThat(reader.isSealed(metadata)).isTrue();
    assertThat(read.suite()).isEqualTo(Vectors.suite(expected.get("suite")));
    EncryptedDataKey key = read.encryptedDataKey();
    assertThat(key.wrapAlgorithm()).isEqualTo(Vectors.wrap(expected.get("wrap")));
    assertThat(key.ciphertext().toBase64()).isEqualTo(expected.get("encryptedDataKey").textValue());
    assertThat(key.description()).isEqualTo(Vectors.strings(expected.get("description")));
    assertVersion(read, expected);
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_envelope_is_the_same_after_writing_and_reading_it_again(JsonNode vector) {
    ContentMetadata read = reader.read(Vectors.strings(vector.get("metadata")));

    assertThat(reader.read(writer.write(read))).isEqualTo(read);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_envelope_is_refused(JsonNode vector) {
    Map<String, String> metadata = Vectors.strings(vector.get("metadata"));

    Vectors.assertExpected(catchThrowable(() -> reader.read(metadata)), vector);
  }

  private static void assertVersion(ContentMetadata read, JsonNode expected) {
    if (read instanceof ContentMetadataV3 v3) {
      assertThat(expected.get("version").textValue()).isEqualTo("V3");
      assertThat(v3.messageId().toBase64()).isEqualTo(expected.get("messageId").textValue());
      assertThat(v3.commitment().toBase64()).isEqualTo(expected.get("commitment").textValue());
    } else {
      assertThat(expected.get("version").textValue()).isEqualTo("V2");
      assertThat(((ContentMetadataV2) read).contentIv().toBase64())
          .isEqualTo(expected.get("contentIv").textValue());
    }
  }
}
