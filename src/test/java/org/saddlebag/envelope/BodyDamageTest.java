package org.saddlebag.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.envelope.Refusals.assertRefused;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.errors.Damaged;

/** Whatever happens to a sealed object's bytes at rest, it does not open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyDamageTest {

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
    return Stream.concat(
        samples.all(), samples.all().map(s -> samples.seal(s.wrapping(), s.suite(), new byte[0])));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anUntouchedObjectOpens(SealedSample sample) {
    assertThat(samples.open(sample, sample.metadata(), sample.body()))
        .isEqualTo(sample.plaintext());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyChangedByteIsRefused(SealedSample sample) {
    for (int i = 0; i < sample.body().length; i++) {
      for (int bits : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 0xff}) {
        byte[] body = sample.body().clone();
        body[i] ^= (byte) bits;
        refused(sample, body, "byte " + i + " changed by " + bits);
      }
    }
  }

  Stream<SealedSample> aesSamples() {
    return samples.all().filter(sample -> sample.wrapping() == Wrapping.AES);
  }

  @ParameterizedTest
  @MethodSource("aesSamples")
  void everyTwoChangedBytesAreRefused(SealedSample sample) {
    for (int i = 0; i < sample.body().length; i++) {
      for (int j = i + 1; j < sample.body().length; j++) {
        byte[] body = sample.body().clone();
        body[i] ^= 1;
        body[j] ^= 1;
        refused(sample, body, "bytes " + i + " and " + j + " changed alike");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyTruncationIsRefused(SealedSample sample) {
    byte[] body = sample.body();
    for (int cut = 1; cut <= body.length; cut++) {
      refused(sample, Arrays.copyOf(body, body.length - cut), cut + " bytes cut at the end");
      refused(sample, Arrays.copyOfRange(body, cut, body.length), cut + " bytes cut at the start");
    }
    for (int i = 0; i < body.length; i++) {
      refused(sample, join(body, 0, i, i + 1, body.length), "byte " + i + " taken out");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyExtensionIsRefused(SealedSample sample) {
    byte[] body = sample.body();
    for (int more = 1; more <= 33; more++) {
      refused(sample, Arrays.copyOf(body, body.length + more), more + " zeros at the end");
      byte[] shifted = new byte[body.length + more];
      System.arraycopy(body, 0, shifted, more, body.length);
      refused(sample, shifted, more + " zeros at the start");
    }
    for (int i = 0; i < body.length; i++) {
      refused(sample, join(body, 0, i + 1, i, body.length), "byte " + i + " doubled");
    }
    refused(sample, join(body, 0, body.length, 0, body.length), "the whole doubled");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aTagInTheWrongPlaceIsRefused(SealedSample sample) {
    byte[] body = sample.body();
    int tag = body.length - 16;
    byte[] ownTag = Arrays.copyOfRange(body, tag, body.length);
    refused(sample, join(body, 0, body.length, tag, body.length), "the tag twice");
    refused(sample, new byte[16], "nothing but a zero tag");
    if (tag > 0) {
      refused(sample, join(body, tag, body.length, 0, tag), "the tag before the content");
      refused(sample, ownTag, "nothing but the tag");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aStreamThatDiffersFromItsStatedLengthIsRefused(SealedSample sample) {
    int length = sample.body().length;
    for (long stated = -1; stated <= length + 33; stated++) {
      if (stated != length) {
        long lie = stated;
        assertRefused(
            length + " bytes stated as " + lie,
            () -> samples.openStated(sample, sample.body(), lie),
            Damaged.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bytesBehindTheStatedEndAreRefused(SealedSample sample) {
    int length = sample.body().length;
    for (int more = 1; more <= 17; more++) {
      byte[] longer = Arrays.copyOf(sample.body(), length + more);
      assertRefused(
          more + " bytes behind the end",
          () -> samples.openStated(sample, longer, length),
          Damaged.class);
    }
  }

  private void refused(SealedSample sample, byte[] body, String how) {
    assertRefused(how, () -> samples.open(sample, sample.metadata(), body), Damaged.class);
  }

  /** The bytes from {@code a} to {@code b}, then those from {@code c} to {@code d}. */
  private static byte[] join(byte[] body, int a, int b, int c, int d) {
    byte[] joined = Arrays.copyOf(Arrays.copyOfRange(body, a, b), b - a + d - c);
    System.arraycopy(body, c, joined, b - a, d - c);
    return joined;
  }
}
