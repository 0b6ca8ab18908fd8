package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;
import static org.saddlebag.s3.StoreUnderTest.read;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.SaddlebagException;

/** Server-side encryption in both paths, on copies, gets and heads. */
interface EncryptionContract {

  CustomerKey KEY = new CustomerKey("ours", bytes(32));
  CustomerKey OTHER = new CustomerKey("other", Arrays.copyOf(bytes(33), 32));

  StoreUnderTest under();

  private static PutOptions with(ServerSideEncryption sse) {
    return new PutOptions(Map.of("a", "b"), null, sse, PutOptions.Overwrite.ALLOW, Map.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  default void sseS3IsAcceptedInBothPaths(int size) {
    ServerSideEncryption sse = new ServerSideEncryption.SseS3();
    StoredObject stored = under().put("sse-s3/" + size, bytes(size), with(sse));
    assertThat(under().get("sse-s3/" + size)).isEqualTo(bytes(size));
    if (under().settings().profile().echoes(sse)) {
      assertThat(stored.sse()).isEqualTo("AES256");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  default void sseKmsNamesItsKeyInBothPaths(int size) {
    ServerSideEncryption sse =
        new ServerSideEncryption.SseKms(under().kmsKeyId(), Map.of("department", "orders"), null);
    StoredObject stored = under().put("sse-kms/" + size, bytes(size), with(sse));
    assertThat(under().get("sse-kms/" + size)).isEqualTo(bytes(size));
    assertThat(stored.sse()).isEqualTo("aws:kms");
    assertThat(stored.sseKeyId()).endsWith(under().kmsKeyId());
  }

  @Test
  default void anUnknownKmsKeyIsRefused() {
    ServerSideEncryption sse =
        new ServerSideEncryption.SseKms("11111111-2222-3333-4444-555555555555", Map.of(), null);
    assertThatThrownBy(() -> under().put("sse-kms/unknown", bytes(1), with(sse)))
        .isInstanceOfSatisfying(
            SaddlebagException.class,
            e -> assertThat(e.code()).isIn(StoreError.SSE_KEY_UNUSABLE, StoreError.ACCESS_DENIED));
    assertThat(under().holds("sse-kms/unknown")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  default void sseCNeedsItsKeyForEveryLook(int size) {
    String key = "sse-c/" + size;
    StoredObject stored = under().put(key, bytes(size), with(new ServerSideEncryption.SseC(KEY)));
    assertThat(stored.sse()).isEqualTo("SSE-C");
    assertThat(under().get(key, KEY)).isEqualTo(bytes(size));
    assertThat(read(under().store().getRange(under().at(key), KEY, 3, 5, stored.eTag())))
        .isEqualTo(Arrays.copyOfRange(bytes(size), 3, 6));
    assertThat(under().store().head(under().at(key), KEY).metadata()).containsEntry("a", "b");
    for (CustomerKey wrong : new CustomerKey[] {null, OTHER}) {
      assertThatThrownBy(() -> under().get(key, wrong))
          .isInstanceOfSatisfying(
              SaddlebagException.class, e -> assertThat(e.retryable()).isFalse())
          .hasMessageNotContaining(KEY.base64())
          .hasMessageNotContaining(OTHER.base64());
    }
  }

  @Test
  default void anObjectUnderSseCIsCopiedUnderAnotherKey() {
    under().put("sse-c/from", bytes(20), with(new ServerSideEncryption.SseC(KEY)));
    under()
        .store()
        .copy(
            under().at("sse-c/from"),
            KEY,
            null,
            under().at("sse-c/to"),
            with(new ServerSideEncryption.SseC(OTHER)));
    assertThat(under().get("sse-c/to", OTHER)).isEqualTo(bytes(20));
  }
}
