package org.saddlebag.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.content.DataKey;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.Vectors;
import org.saddlebag.keys.GeneratedDataKey;
import org.saddlebag.keys.KeyUse;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.MasterKey;
import org.saddlebag.keys.UnwrappedDataKey;

/** Whole objects of other clients, and what is wrong with objects. */
class ObjectVectorsTest {

  static List<Named<JsonNode>> good() {
    return Vectors.in("object/good");
  }

  static List<Named<JsonNode>> bad() {
    return Vectors.in("object/bad");
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_object_opens(JsonNode vector) throws IOException {
    assertThat(HexFormat.of().formatHex(open(vector)))
        .isEqualTo(vector.get("expect").get("plaintext").textValue());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_object_is_refused(JsonNode vector) {
    Vectors.assertExpected(catchThrowable(() -> open(vector)), vector);
  }

  private static byte[] open(JsonNode vector) throws IOException {
    byte[] dataKey = HexFormat.of().parseHex(vector.get("dataKeyFromKms").textValue());
    byte[] object = HexFormat.of().parseHex(vector.get("object").textValue());
    Opener opener =
        new Opener(new Keyring(List.of(new RecordedKey(dataKey))), GcmProviders.detect());
    ByteArrayOutputStream staging = new ByteArrayOutputStream();
    try (OpeningKey key = opener.unwrap(Vectors.strings(vector.get("metadata")), Map.of())) {
      opener.open(key, new ByteArrayInputStream(object), object.length, staging);
    }
    return staging.toByteArray();
  }

  /** Gives the data key that KMS gave when the vector was made. */
  private record RecordedKey(byte[] dataKey) implements MasterKey {

    @Override
    public String name() {
      return "recorded";
    }

    @Override
    public GeneratedDataKey generate(AlgorithmSuite suite, Map<String, String> context) {
      throw new AssertionError("a vector is only opened");
    }

    @Override
    public Match match(EncryptedDataKey key) {
      return Match.NAMED;
    }

    @Override
    public UnwrappedDataKey unwrap(
        EncryptedDataKey key, AlgorithmSuite suite, Map<String, String> context) {
      return new UnwrappedDataKey(
          DataKey.takeOwnershipOf(dataKey.clone()), new KeyUse("recorded", "1", null));
    }
  }
}
