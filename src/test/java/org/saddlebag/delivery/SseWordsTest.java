package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption.SseC;
import org.saddlebag.s3.ServerSideEncryption.SseKms;

/** What a restart finds must rest as it was asked for. */
class SseWordsTest {

  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234";

  @ParameterizedTest
  @CsvSource({
    "1234, aws:kms, arn:aws:kms:eu-central-1:111122223333:key/1234, false",
    "arn:aws:kms:eu-central-1:111122223333:key/1234, aws:kms,"
        + " arn:aws:kms:eu-central-1:111122223333:key/1234, false",
    "alias/a, aws:kms, arn:aws:kms:eu-central-1:111122223333:key/1234, false",
    "234, aws:kms, arn:aws:kms:eu-central-1:111122223333:key/1234, true",
    "1234, aws:kms:dsse, arn:aws:kms:eu-central-1:111122223333:key/1234, true",
    "1234, AES256, , true",
    "1234, , , false"
  })
  void another_kind_or_key_contradicts_and_silence_does_not(
      String asked, String kind, String keyId, boolean contradicts) {
    Receipt.StoreEncryption sse = SseWords.asked(new SseKms(asked, Map.of(), null));
    assertThat(SseWords.contradicts(sse, kind, keyId)).isEqualTo(contradicts);
  }

  @Test
  void a_receipt_names_the_customer_key_because_nobody_else_could() {
    SseC customer = new SseC(new CustomerKey("partner", new byte[32]));
    assertThat(SseWords.said(SseWords.asked(customer), "SSE-C", null))
        .isEqualTo(new Receipt.StoreEncryption("SSE-C", "partner"));
    assertThat(SseWords.said(SseWords.asked(customer), "aws:kms", ARN))
        .isEqualTo(new Receipt.StoreEncryption("aws:kms", ARN));
    assertThat(SseWords.said(null, null, null)).isNull();
  }
}
