package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.errors.Refused;

/** What S3 would refuse after the last byte is refused before the first. */
class PutRulesTest {

  private static final ObjectAddress TARGET = new ObjectAddress("bucket", "key");

  private static void requireRefused(Runnable put, StoreError code) {
    assertThatThrownBy(put::run)
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void metadataOf2048BytesPassesAndOneMoreDoesNot() {
    Map<String, String> full = Map.of("a", "x".repeat(1000), "b", "y".repeat(1046));
    assertThatCode(() -> PutRules.check(TARGET, PutOptions.of(full))).doesNotThrowAnyException();
    Map<String, String> over = Map.of("a", "x".repeat(1000), "b", "y".repeat(1047));
    requireRefused(() -> PutRules.check(TARGET, PutOptions.of(over)), StoreError.BAD_METADATA);
  }

  static Stream<Map<String, String>> unfitMetadata() {
    return Stream.of(
        Map.of("name", "ü"),
        Map.of("name", "line\nbreak"),
        Map.of("name", "\u007f"),
        Map.of("name", " leading"),
        Map.of("name", "trailing "),
        Map.of("Upper", "x"),
        Map.of("sp ace", "x"),
        Map.of("ñ", "x"),
        Map.of("", "x"),
        Map.of("colon:", "x"));
  }

  @ParameterizedTest
  @MethodSource("unfitMetadata")
  void metadataThatAHeaderCannotCarryIsRefused(Map<String, String> metadata) {
    requireRefused(() -> PutRules.check(TARGET, PutOptions.of(metadata)), StoreError.BAD_METADATA);
  }

  @ParameterizedTest
  @MethodSource("unfitKeys")
  void aKeyOfNoneOrTooManyBytesIsRefused(String key) {
    ObjectAddress target = new ObjectAddress("bucket", key);
    requireRefused(
        () -> PutRules.check(target, PutOptions.of(Map.of())), StoreError.BAD_OBJECT_KEY);
  }

  static Stream<String> unfitKeys() {
    return Stream.of("", "k".repeat(1025), "é".repeat(513), "lone \ud83e surrogate");
  }

  @Test
  void moreBytesThanTenThousandPartsHoldAreRefused() {
    PutOptions options = PutOptions.of(Map.of());
    long most = TransferLimits.defaults().maxObjectBytes();
    assertThat(most).isEqualTo(10_000L * (8 << 20));
    assertThatCode(() -> PutRules.check(TARGET, most, options, most)).doesNotThrowAnyException();
    requireRefused(
        () -> PutRules.check(TARGET, most + 1, options, most), StoreError.OBJECT_TOO_LARGE);
  }

  @Test
  void moreThanTenTagsAreRefused() {
    Map<String, String> tags =
        IntStream.range(0, 11).boxed().collect(Collectors.toMap(n -> "t" + n, n -> "v"));
    PutOptions options =
        new PutOptions(
            Map.of(),
            null,
            new ServerSideEncryption.BucketDefault(),
            PutOptions.Overwrite.ALLOW,
            tags);
    requireRefused(() -> PutRules.check(TARGET, options), StoreError.BAD_METADATA);
  }
}
