package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;
import static org.saddlebag.s3.StoreUnderTest.read;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

/** What every store does with gets and heads. */
interface GetContract {

  StoreUnderTest under();

  private static void requireCode(Throwable thrown, StoreError code) {
    assertThat(((SaddlebagException) thrown).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,99", "10,19", "99,99", "50,5000", "0,5000"})
  default void aRangeGivesItsBytesAndTheWholeObjectsHead(long from, long to) {
    byte[] content = bytes(100);
    under().put("ranges", content, PutOptions.of(Map.of("a", "b")));
    try (ObjectBody body = under().store().getRange(under().at("ranges"), null, from, to, null)) {
      assertThat(body.head().lengthBytes()).isEqualTo(100);
      assertThat(body.head().metadata()).containsEntry("a", "b");
      assertThat(body.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(content, (int) from, (int) Math.min(to + 1, 100)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void aRangeBehindTheEndIsRefused() {
    under().put("short", bytes(10));
    assertThatThrownBy(() -> under().store().getRange(under().at("short"), null, 10, 20, null))
        .isInstanceOf(Refused.class)
        .satisfies(e -> requireCode(e, StoreError.RANGE_OUTSIDE));
    assertThatThrownBy(() -> under().store().getRange(under().at("short"), null, 5, 4, null))
        .isInstanceOf(Refused.class)
        .satisfies(e -> requireCode(e, StoreError.RANGE_OUTSIDE));
  }

  @Test
  default void anyRangeOfAnEmptyObjectIsEmpty() {
    under().put("empty", new byte[0], PutOptions.of(Map.of("a", "b")));
    ObjectBody body = under().store().getRange(under().at("empty"), null, 0, 15, null);
    assertThat(body.head().metadata()).containsEntry("a", "b");
    assertThat(read(body)).isEmpty();
  }

  @Test
  default void aChangedObjectIsNoticed() {
    String eTag = under().put("changing", bytes(10)).eTag();
    assertThat(read(under().store().getRange(under().at("changing"), null, 0, 9, eTag)))
        .isEqualTo(bytes(10));
    under().put("changing", bytes(11));
    assertThatThrownBy(() -> under().store().getRange(under().at("changing"), null, 0, 9, eTag))
        .isInstanceOf(Refused.class)
        .satisfies(e -> requireCode(e, StoreError.OBJECT_CHANGED));
  }

  @Test
  default void aMissingObjectIsNamed() {
    ObjectAddress missing = under().at("not there");
    assertThatThrownBy(() -> under().store().get(missing, null))
        .satisfies(e -> requireCode(e, StoreError.NO_SUCH_OBJECT))
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> under().store().head(missing, null))
        .satisfies(e -> requireCode(e, StoreError.NO_SUCH_OBJECT));
    assertThatThrownBy(() -> under().store().get(new ObjectAddress("no-such-bucket-x", "k"), null))
        .satisfies(e -> requireCode(e, StoreError.NO_SUCH_BUCKET));
  }

  @Test
  default void theHeadOfAGetEqualsThatOfAHead() {
    StoredObject stored = under().put("heads", bytes(10), PutOptions.of(Map.of("a", "b")));
    ObjectHead head = under().store().head(under().at("heads"), null);
    ObjectHead got = under().store().get(under().at("heads"), null).head();
    assertThat(got.eTag()).isEqualTo(head.eTag()).isEqualTo(stored.eTag());
    assertThat(got.metadata()).isEqualTo(head.metadata());
    assertThat(got.lengthBytes()).isEqualTo(head.lengthBytes()).isEqualTo(10);
    assertThat(got.lastModified()).isEqualTo(head.lastModified());
    assertThat(head.requestId()).isNotBlank();
  }

  @Test
  default void closingEarlyFreesTheConnection() throws IOException {
    under().put("early", bytes(3 * PART));
    StoreConnection one = StoreConnection.defaults();
    StoreSettings few =
        under()
            .settings()
            .with(
                new StoreConnection(
                    one.connectTimeout(), one.readTimeout(), one.readTimeout(), 1, 2));
    try (ObjectStore store = AwsObjectStore.open(few, under().credentials())) {
      for (int n = 0; n < 6; n++) {
        try (ObjectBody body = store.get(under().at("early"), null)) {
          assertThat(body.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes(3 * PART), 10));
        }
      }
    }
  }

  @Test
  default void aClosedBodyGivesNoBytes() throws IOException {
    under().put("closed", bytes(10));
    ObjectBody body = under().store().get(under().at("closed"), null);
    body.close();
    assertThatThrownBy(body::read).isInstanceOf(IOException.class);
  }
}
