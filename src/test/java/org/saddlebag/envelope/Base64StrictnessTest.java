package org.saddlebag.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.saddlebag.format.FormatError;

/** One value has one spelling: what other base64 readers wave through is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Base64StrictnessTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final List<String> PARTS =
      List.of("x-amz-key-v2", "x-amz-iv", "x-amz-d", "x-amz-i", "x-amz-3");

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

  @ParameterizedTest
  @MethodSource("samples")
  void trailingBitsThatStandForNothingMustBeZero(SealedSample sample) {
    for (String part : base64Parts(sample)) {
      String value = sample.metadata().get(part);
      int padding = value.length() - value.replace("=", "").length();
      int last = value.length() - padding - 1;
      int digit = ALPHABET.indexOf(value.charAt(last));
      int spellings = 1 << 2 * padding;
      for (int bits = 1; bits < spellings; bits++) {
        String other =
            value.substring(0, last) + ALPHABET.charAt(digit | bits) + "=".repeat(padding);
        assertThat(Base64.getDecoder().decode(other)).isEqualTo(Base64.getDecoder().decode(value));
        notBase64(sample, sample.with(part, other));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void otherFlavoursOfBase64AreRefused(SealedSample sample) {
    for (String part : base64Parts(sample)) {
      String value = sample.metadata().get(part);
      byte[] bytes = Base64.getDecoder().decode(value);
      for (String other :
          List.of(
              value.replace("=", "") + "====",
              value + "\n",
              value.substring(0, 8) + "\r\n" + value.substring(8),
              "-_" + Base64.getUrlEncoder().encodeToString(bytes).substring(2))) {
        notBase64(sample, sample.with(part, other));
      }
      if (value.endsWith("=")) {
        notBase64(sample, sample.with(part, value.replace("=", "")));
      }
    }
  }

  private void notBase64(SealedSample sample, Map<String, String> metadata) {
    assertThatThrownBy(() -> samples.open(sample, metadata, sample.body()))
        .isInstanceOfSatisfying(
            Damaged.class, e -> assertThat(e.code()).isEqualTo(FormatError.NOT_BASE64));
  }

  private static List<String> base64Parts(SealedSample sample) {
    return PARTS.stream().filter(sample.metadata()::containsKey).toList();
  }
}
