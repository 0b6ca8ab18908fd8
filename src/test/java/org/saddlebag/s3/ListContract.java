package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;

/** What every store lists. */
interface ListContract {

  StoreUnderTest under();

  @Test
  default void moreThanAThousandObjectsAreListedInOrder() {
    List<String> keys =
        IntStream.range(0, 1003).mapToObj(n -> "long/%04d + x".formatted(n)).toList();
    keys.parallelStream().forEach(key -> under().put(key, bytes(1)));
    assertThat(under().store().list(under().bucket(), "long/"))
        .extracting(object -> object.address().key())
        .containsExactlyElementsOf(keys);
  }

  @Test
  default void aLineTellsLengthTagAndTime() {
    StoredObject stored = under().put("line/a", bytes(7));
    under().put("line", bytes(1));
    assertThat(under().store().list(under().bucket(), "line/"))
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.lengthBytes()).isEqualTo(7);
              assertThat(object.eTag()).isEqualTo(stored.eTag());
              assertThat(object.lastModified()).isNotNull();
              assertThat(object.address()).isEqualTo(under().at("line/a"));
            });
  }

  @Test
  default void anEmptyPrefixOfNothingIsAnEmptyList() {
    assertThat(under().store().list(under().bucket(), "nothing/under/this")).isEmpty();
  }

  @Test
  default void aMissingBucketIsNamedWhenTheListIsRead() {
    assertThatThrownBy(() -> under().store().list("no-such-bucket-of-ours", "").count())
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.NO_SUCH_BUCKET));
  }

  @Test
  default void uploadsUnderWayAreListedByTheirVeryKeyAndGoneWhenAborted() {
    String own = begin("uploads/a");
    String other = begin("uploads/a/b");

    assertThat(under().store().uploads(under().at("uploads/a"))).containsExactly(own);
    under().store().abort(under().at("uploads/a"), own);
    assertThat(under().store().uploads(under().at("uploads/a"))).isEmpty();
    under().store().abort(under().at("uploads/a/b"), other);
  }

  private String begin(String key) {
    return under()
        .raw()
        .createMultipartUpload(create -> create.bucket(under().bucket()).key(key))
        .uploadId();
  }
}
