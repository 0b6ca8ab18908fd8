package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  @Test
  void the_command_line_knows_no_customer_keys() {
    assertThat(SseText.parse("sse-s3")).isEqualTo(new SseS3());
    assertThatThrownBy(() -> SseText.parse("sse-c:partner")).isInstanceOf(Refused.class);
  }
}
