package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.LocalS3Options;

/** A bucket as AWS makes them since April 2026: SSE-C is blocked. */
class SseBlockedTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {9, StoreUnderTest.PART + 9})
  void aPutUnderSseCIsToldHowToEnableIt(int size) {
    LocalS3Options options = LocalS3Options.defaults().withCustomerKeysBlocked();
    try (LocalStores stores = LocalStores.start(folder, options);
        StoreUnderTest under = stores.under(StoreConnection.defaults())) {
      PutOptions customer = with(new ServerSideEncryption.SseC(EncryptionContract.KEY));
      assertThatThrownBy(() -> under.put("a", bytes(size), customer))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.SSE_C_DENIED))
          .hasMessageContaining("403")
          .hasMessageContaining("block SSE-C")
          .hasMessageContaining("PutBucketEncryption with BlockedEncryptionTypes NONE");
      under.put("a", bytes(size), with(new ServerSideEncryption.SseS3()));
      assertThat(under.holds("a")).isTrue();
    }
  }

  private static PutOptions with(ServerSideEncryption sse) {
    return new PutOptions(Map.of(), null, sse, PutOptions.Overwrite.ALLOW, Map.of());
  }
}
