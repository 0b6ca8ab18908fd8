package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.StoreUnavailable;

/** What every store does with a small object that appears by a request of its own. */
interface StepwisePutContract {

  int SMALL = 1_000;

  StoreUnderTest under();

  private StoredObject put(String key, Consumer<ObjectAddress> beforeIt) {
    return under()
        .store()
        .put(
            under().at(key),
            new ByteArrayInputStream(bytes(SMALL)),
            SMALL,
            PutOptions.of(Map.of()),
            new UploadListener() {
              @Override
              public boolean inParts() {
                return true;
              }

              @Override
              public void completes(ObjectAddress target) {
                beforeIt.accept(target);
              }
            });
  }

  private boolean isThere(String key) {
    return under().store().list(under().bucket(), key).findAny().isPresent();
  }

  @Test
  default void aSmallObjectAppearsByTheLastRequest() {
    StoredObject stored = put("steps/a", target -> assertThat(isThere("steps/a")).isFalse());

    assertThat(isThere("steps/a")).isTrue();
    assertThat(stored.lengthBytes()).isEqualTo(SMALL);
    assertThat(stored.parts()).isEqualTo(1);
  }

  @Test
  default void whoMayNotCompleteItLeavesNothing() {
    assertThatThrownBy(
            () ->
                put(
                    "steps/b",
                    target -> {
                      throw new IllegalStateException("another's");
                    }))
        .hasMessage("another's");

    assertThat(isThere("steps/b")).isFalse();
    assertThat(under().store().uploads(under().at("steps/b"))).isEmpty();
  }

  /** S3 says that there is no such upload, RADOS Gateway 16 that it has failed. */
  @Test
  default void whatSomebodyHasAbortedNeverAppears() {
    ObjectStore store = under().store();
    assertThatThrownBy(
            () ->
                put(
                    "steps/c",
                    target -> store.uploads(target).forEach(id -> store.abort(target, id))))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(isThere("steps/c")).isFalse();
  }
}
