package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.ServerSideEncryption.DsseKms;
import org.saddlebag.s3.ServerSideEncryption.SseC;
import org.saddlebag.s3.ServerSideEncryption.SseKms;

/** One kind per object, and no option that the kind does not have. */
class SseOptionsTest {

  private static final CustomerKey KEY = new CustomerKey("partner", new byte[32]);
  private static final Map<String, String> CONTEXT = Map.of("department", "orders");

  private static ServerSideEncryption resolve(
      String kind, Map<String, String> context, Boolean bucketKey) {
    return new SseOptions(kind, context, bucketKey).resolve(Map.of("partner", KEY)::get);
  }

  @Test
  void options_go_with_the_kinds_that_have_them() {
    assertThat(resolve("sse-kms:k", CONTEXT, true)).isEqualTo(new SseKms("k", CONTEXT, true));
    assertThat(resolve("sse-kms", Map.of(), false)).isEqualTo(new SseKms(null, Map.of(), false));
    assertThat(resolve("dsse-kms:k", CONTEXT, null)).isEqualTo(new DsseKms("k", CONTEXT));
    assertThat(resolve("dsse-kms:k", Map.of(), false)).isEqualTo(new DsseKms("k", Map.of()));
    assertThat(resolve("sse-c:partner", Map.of(), null)).isEqualTo(new SseC(KEY));
  }

  @ParameterizedTest
  @CsvSource({
    "none, true, a bucket key goes with sse-kms",
    "sse-s3, false, a bucket key goes with sse-kms",
    "sse-c:partner, true, a bucket key goes with sse-kms",
    "dsse-kms:k, true, never uses a bucket key"
  })
  void a_bucket_key_that_the_kind_does_not_have_is_refused(
      String kind, boolean bucketKey, String why) {
    requireMixed(kind, Map.of(), bucketKey, why);
  }

  @ParameterizedTest
  @CsvSource({"none", "sse-s3", "sse-c:partner"})
  void a_context_without_kms_is_refused(String kind) {
    requireMixed(kind, CONTEXT, null, "encryption context goes with sse-kms or dsse-kms");
  }

  @Test
  void a_bucket_key_is_true_or_false_or_not_said() {
    assertThat(SseOptions.bucketKey("true")).isTrue();
    assertThat(SseOptions.bucketKey("false")).isFalse();
    assertThat(SseOptions.bucketKey("")).isNull();
    assertThatThrownBy(() -> SseOptions.bucketKey("yes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'yes'");
  }

  private static void requireMixed(
      String kind, Map<String, String> context, Boolean bucketKey, String why) {
    assertThatThrownBy(() -> resolve(kind, context, bucketKey))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(SettingsError.SSE_MIXED))
        .hasMessageContaining(why);
  }
}
