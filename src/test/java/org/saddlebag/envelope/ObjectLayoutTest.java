package org.saddlebag.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.format.AlgorithmSuite;

/** The body is ciphertext and tag and nothing else; everything that tells of it is metadata. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectLayoutTest {

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
    return IntStream.of(0, 1, 15, 16, 17, 4096, 8191, 8192, 8193)
        .boxed()
        .flatMap(
            length ->
                samples.all().map(s -> samples.seal(s.wrapping(), s.suite(), new byte[length])));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anObjectIsSixteenBytesLongerThanItsPlaintext(SealedSample sample) {
    assertThat(sample.body()).hasSize(sample.plaintext().length + 16);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noBinaryValueOfTheEnvelopeStandsInTheBody(SealedSample sample) {
    for (String part : new String[] {"x-amz-iv", "x-amz-i", "x-amz-d"}) {
      String value = sample.metadata().get(part);
      if (value != null) {
        assertThat(latin1(sample.body())).doesNotContain(latin1(Base64.getDecoder().decode(value)));
      }
    }
    assertThat(latin1(sample.body())).doesNotContain("\u0001".repeat(12));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyNameIsLowerCaseAndEveryValuePrintableAscii(SealedSample sample) {
    assertThat(sample.metadata())
        .allSatisfy(
            (name, value) -> {
              assertThat(name).matches("x-amz-[a-z0-9-]+");
              assertThat(value).matches("[\\x21-\\x7e]+");
            });
  }

  @Test
  void nothingRandomIsUsedTwice() {
    for (AlgorithmSuite suite : AlgorithmSuite.values()) {
      for (Wrapping wrapping : Wrapping.values()) {
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < 50; i++) {
          Map<String, String> metadata = samples.seal(wrapping, suite).metadata();
          for (String part :
              new String[] {"x-amz-iv", "x-amz-key-v2", "x-amz-i", "x-amz-d", "x-amz-3"}) {
            String value = metadata.get(part);
            assertThat(value == null || seen.add(value)).as("%s is new", part).isTrue();
          }
        }
      }
    }
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
