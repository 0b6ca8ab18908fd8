package org.saddlebag.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.envelope.Refusals.assertDamagedOrKeyUnavailable;
import static org.saddlebag.envelope.Refusals.assertRefused;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;

/** Whatever happens to a value of a sealed object's envelope, the object does not open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvelopeDamageTest {

  private static final List<String> PARTS_V2 =
      List.of("x-amz-key-v2", "x-amz-iv", "x-amz-cek-alg", "x-amz-tag-len", "x-amz-wrap-alg");
  private static final List<String> PARTS_V3 =
      List.of("x-amz-c", "x-amz-d", "x-amz-i", "x-amz-3", "x-amz-w");

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
  void theEnvelopeHasExactlyTheseParts(SealedSample sample) {
    assertThat(sample.metadata().keySet())
        .containsAll(partsOf(sample))
        .contains(sample.descriptionPart())
        .hasSize(partsOf(sample).size() + 1);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyChangeOfAValueIsRefused(SealedSample sample) {
    for (String part : partsOf(sample)) {
      for (ValueChange change : ValueChange.of(sample.metadata().get(part))) {
        if (!isLegacyName(change.value())) {
          refused(sample, sample.with(part, change.value()), part + " " + change);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyMissingOrEmptyPartIsDamage(SealedSample sample) {
    for (String part : partsOf(sample)) {
      damaged(sample, sample.without(part), part + " taken out");
      damaged(sample, sample.with(part, ""), part + " emptied");
      damaged(sample, sample.with(part, " "), part + " blank");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyTwoValuesInEachOthersPlaceAreRefused(SealedSample sample) {
    List<String> parts = List.copyOf(sample.metadata().keySet());
    for (String one : parts) {
      for (String other : parts) {
        if (!one.equals(other)) {
          Map<String, String> swapped = sample.with(one, sample.metadata().get(other));
          swapped.put(other, sample.metadata().get(one));
          refused(sample, swapped, one + " and " + other + " swapped");
          refused(sample, sample.with(one, sample.metadata().get(other)), other + " over " + one);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anyPartOfTheOtherFormatIsDamage(SealedSample sample) {
    boolean v2 = sample.suite() == AlgorithmSuite.GCM_NO_KDF;
    for (String part : v2 ? PARTS_V3 : PARTS_V2) {
      damaged(sample, sample.with(part, "115"), part + " added");
    }
    damaged(sample, sample.with("x-amz-key", sample.metadata().get(sample.keyPart())), "V1 key");
    if (v2) {
      damaged(sample, sample.with("x-amz-m", "{}"), "x-amz-m added");
      damaged(sample, sample.with("x-amz-t", "{}"), "x-amz-t added");
    } else {
      String foreign = sample.descriptionPart().equals("x-amz-m") ? "x-amz-t" : "x-amz-m";
      damaged(sample, sample.with(foreign, "{}"), foreign + " added");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aPartThatStandsTwiceIsDamageEvenWithTheSameValue(SealedSample sample) {
    sample
        .metadata()
        .forEach(
            (part, value) ->
                damaged(
                    sample, sample.with(part.toUpperCase(Locale.ROOT), value), part + " repeated"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void namesInAnotherCaseAndEmptyForeignPartsChangeNothing(SealedSample sample) {
    Map<String, String> same = new LinkedHashMap<>();
    sample.metadata().forEach((part, value) -> same.put(part.toUpperCase(Locale.ROOT), value));
    Stream.concat(PARTS_V2.stream(), PARTS_V3.stream()).forEach(part -> same.putIfAbsent(part, ""));

    assertThat(samples.open(sample, same, sample.body())).isEqualTo(sample.plaintext());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aLegacyAlgorithmIsRefusedByName(SealedSample sample) {
    if (sample.suite() == AlgorithmSuite.GCM_NO_KDF) {
      legacy(sample, sample.with("x-amz-cek-alg", "AES/CBC/PKCS5Padding"));
      for (String wrap :
          List.of("kms", "AESWrap", "AES", "RSA", "RSA/ECB/OAEPWithSHA-256AndMGF1Padding")) {
        legacy(sample, sample.with("x-amz-wrap-alg", wrap));
      }
      Map<String, String> v1 = sample.without("x-amz-key-v2");
      v1.put("x-amz-key", sample.metadata().get("x-amz-key-v2"));
      legacy(sample, v1);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anotherAlgorithmOfTheFormatIsRefused(SealedSample sample) {
    boolean v2 = sample.suite() == AlgorithmSuite.GCM_NO_KDF;
    String part = v2 ? "x-amz-wrap-alg" : "x-amz-w";
    for (String wrap :
        v2
            ? List.of("AES/GCM", "kms+context", "RSA-OAEP-SHA1", "02", "12", "22")
            : List.of("02", "12", "22", "2", "00", "AES/GCM", "kms+context", "RSA-OAEP-SHA1")) {
      if (!wrap.equals(sample.metadata().get(part))) {
        refused(sample, sample.with(part, wrap), part + " became " + wrap);
      }
    }
    for (String suite : List.of("114", "116", "113", "112", "0x73", "AES/CTR/NoPadding")) {
      refused(sample, sample.with(v2 ? "x-amz-cek-alg" : "x-amz-c", suite), "suite " + suite);
    }
  }

  private void refused(SealedSample sample, Map<String, String> metadata, String how) {
    assertDamagedOrKeyUnavailable(how, () -> samples.open(sample, metadata, sample.body()));
  }

  private void damaged(SealedSample sample, Map<String, String> metadata, String how) {
    assertRefused(how, () -> samples.open(sample, metadata, sample.body()), Damaged.class);
  }

  private void legacy(SealedSample sample, Map<String, String> metadata) {
    assertRefused(
        metadata.toString(), () -> samples.open(sample, metadata, sample.body()), Refused.class);
  }

  /** Cutting a name of today can make one of the past; those are refused by another error. */
  private static boolean isLegacyName(String value) {
    return List.of("AES", "RSA", "kms").contains(value);
  }

  private static List<String> partsOf(SealedSample sample) {
    return sample.suite() == AlgorithmSuite.GCM_NO_KDF ? PARTS_V2 : PARTS_V3;
  }
}
