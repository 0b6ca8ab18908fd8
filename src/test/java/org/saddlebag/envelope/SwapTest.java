package org.saddlebag.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.envelope.Refusals.assertDamagedOrKeyUnavailable;
import static org.saddlebag.envelope.Refusals.assertRefused;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.format.AlgorithmSuite;

/** Two honest objects cannot be recombined into a third. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwapTest {

  private static final byte[] FIXED_IV = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

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
  void aBodyUnderTheEnvelopeOfAnotherObjectIsDamage(SealedSample one) {
    SealedSample twin = samples.seal(one.wrapping(), one.suite());

    assertRefused("swapped", () -> samples.open(one, one.metadata(), twin.body()), Damaged.class);
    assertRefused("swapped", () -> samples.open(one, twin.metadata(), one.body()), Damaged.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyMixtureOfTwoEnvelopesIsRefusedOverBothBodies(SealedSample one) {
    SealedSample twin = samples.seal(one.wrapping(), one.suite());
    List<String> parts = List.copyOf(one.metadata().keySet());
    for (int set = 0; set < 1 << parts.size(); set++) {
      Map<String, String> mixed = new LinkedHashMap<>(one.metadata());
      for (int i = 0; i < parts.size(); i++) {
        if ((set >> i & 1) == 1) {
          mixed.put(parts.get(i), twin.metadata().get(parts.get(i)));
        }
      }
      for (SealedSample body : List.of(one, twin)) {
        if (!mixed.equals(body.metadata())) {
          assertDamagedOrKeyUnavailable(
              "mixture " + set, () -> samples.open(one, mixed, body.body()));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theWrongPairOfContentAndTagIsDamage(SealedSample one) {
    SealedSample twin = samples.seal(one.wrapping(), one.suite());
    byte[] mixed = one.body().clone();
    System.arraycopy(twin.body(), mixed.length - 16, mixed, mixed.length - 16, 16);

    assertRefused("mixed", () -> samples.open(one, one.metadata(), mixed), Damaged.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anEnvelopeOfAnotherMasterKeyIsRefused(SealedSample one) {
    for (Wrapping other : Wrapping.values()) {
      if (other != one.wrapping()) {
        SealedSample stranger = samples.seal(other, one.suite());
        Map<String, String> mixed = one.with(one.keyPart(), stranger.metadata().get(one.keyPart()));
        assertDamagedOrKeyUnavailable(
            "data key of " + other, () -> samples.open(one, mixed, one.body()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anObjectRelabelledAsTheOtherFormatIsRefused(SealedSample sample) {
    if (sample.suite() == AlgorithmSuite.GCM_NO_KDF) {
      relabelledAsV3(sample);
    } else {
      relabelledAsV2(sample);
    }
  }

  /** The commitment cannot be right without the data key; it is never reached: the wrap refuses. */
  private void relabelledAsV3(SealedSample v2) {
    SealedSample real = samples.seal(v2.wrapping(), AlgorithmSuite.GCM_HKDF_COMMIT_KEY);
    Map<String, String> label = new LinkedHashMap<>(real.metadata());
    label.put("x-amz-3", v2.metadata().get("x-amz-key-v2"));
    for (String description : descriptions(v2, real)) {
      label.put(real.descriptionPart(), description);
      assertThat(label.keySet()).isEqualTo(real.metadata().keySet());
      refusedByTheWrap(v2, label);
    }
  }

  private void relabelledAsV2(SealedSample v3) {
    SealedSample real = samples.seal(v3.wrapping(), AlgorithmSuite.GCM_NO_KDF);
    Map<String, String> label = new LinkedHashMap<>(real.metadata());
    label.put("x-amz-key-v2", v3.metadata().get("x-amz-3"));
    for (byte[] iv : ivs(v3, real)) {
      label.put("x-amz-iv", Base64.getEncoder().encodeToString(iv));
      for (String description : descriptions(v3, real)) {
        label.put("x-amz-matdesc", description);
        refusedByTheWrap(v3, label);
      }
    }
  }

  /** A data key is bound to its suite, so that it never even touches content of the other one. */
  private void refusedByTheWrap(SealedSample sample, Map<String, String> label) {
    Class<?> local = KeyUnavailable.class;
    assertRefused(
        "relabelled",
        () -> samples.open(sample, label, sample.body()),
        local,
        sample.wrapping().isKms() ? Damaged.class : local);
  }

  private static Set<String> descriptions(SealedSample one, SealedSample other) {
    return new HashSet<>(
        List.of(
            one.metadata().get(one.descriptionPart()),
            other.metadata().get(other.descriptionPart())));
  }

  private static List<byte[]> ivs(SealedSample v3, SealedSample v2) {
    byte[] messageId = Base64.getDecoder().decode(v3.metadata().get("x-amz-i"));
    return List.of(
        FIXED_IV,
        Arrays.copyOf(messageId, 12),
        Base64.getDecoder().decode(v2.metadata().get("x-amz-iv")));
  }
}
