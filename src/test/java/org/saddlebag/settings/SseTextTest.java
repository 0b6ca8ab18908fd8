package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.ServerSideEncryption.BucketDefault;
import org.saddlebag.s3.ServerSideEncryption.DsseKms;
import org.saddlebag.s3.ServerSideEncryption.SseC;
import org.saddlebag.s3.ServerSideEncryption.SseKms;
import org.saddlebag.s3.ServerSideEncryption.SseS3;

class SseTextTest {

  private final CustomerKey key = new CustomerKey("partner", new byte[32]);

  private ServerSideEncryption parse(String text) {
    return SseText.parse(text, Map.of("partner", key)::get);
  }

  @Test
  void every_form_means_its_kind() {
    assertThat(parse("none")).isEqualTo(new BucketDefault());
    assertThat(parse("sse-s3")).isEqualTo(new SseS3());
    assertThat(parse("sse-kms")).isEqualTo(new SseKms(null, Map.of(), null));
    assertThat(parse("sse-kms:arn:aws:kms:x:1:key/2"))
        .isEqualTo(new SseKms("arn:aws:kms:x:1:key/2", Map.of(), null));
    assertThat(parse("dsse-kms:alias/a")).isEqualTo(new DsseKms("alias/a", Map.of()));
    assertThat(parse("sse-c:partner")).isEqualTo(new SseC(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kms", "SSE-S3", "sse-s3:x", "none:", "sse-kms:", "sse-c", "sse-c:x"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(SettingsError.UNKNOWN_SSE))
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({"SSE-S3, sse-s3", "ssekms, sse-kms", "sse-kns:k, sse-kms", "dsse-kns:k, dsse-kms"})
  void a_misspelt_kind_is_told_the_nearest(String text, String meant) {
    assertThatThrownBy(() -> parse(text)).hasMessageContaining("did you mean " + meant + "?");
  }

  @Test
  void an_unknown_customer_key_is_told_where_it_is_missing() {
    assertThatThrownBy(() -> parse("sse-c:lost"))
        .hasMessageContaining("define saddlebag.customer-keys.lost.uri");
  }

  @Test
  void for_reading_only_a_customer_key_has_a_meaning() {
    Map<String, CustomerKey> keys = Map.of("partner", key);
    assertThat(SseText.customerKey("none", keys::get)).isNull();
    assertThat(SseText.customerKey("sse-c:partner", keys::get)).isSameAs(key);
    assertThatThrownBy(() -> SseText.customerKey("sse-kms:alias/a", keys::get))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'sse-kms:alias/a' is for writing");
  }
}
