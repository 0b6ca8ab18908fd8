package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;

/** What every store copies, tags, deletes and aborts. */
interface CopyContract {

  StoreUnderTest under();

  private static PutOptions options(PutOptions.Overwrite overwrite, Map<String, String> tags) {
    return new PutOptions(
        Map.of("new", "metadata"),
        "text/plain",
        new ServerSideEncryption.BucketDefault(),
        overwrite,
        tags);
  }

  private void requireCopy(String key, byte[] content, Map<String, String> tags) {
    ObjectHead head = under().store().head(under().at(key), null);
    assertThat(head.metadata()).isEqualTo(Map.of("new", "metadata"));
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(under().get(key)).isEqualTo(content);
    assertThat(Tags.of(under(), key)).isEqualTo(tags);
  }

  @Test
  default void aCopyTakesNewMetadataAndKeepsBytesAndTags() {
    PutOptions old =
        new PutOptions(
            Map.of("old", "x"),
            null,
            new ServerSideEncryption.BucketDefault(),
            PutOptions.Overwrite.ALLOW,
            Map.of("t", "1"));
    StoredObject source = under().put("copy/from", bytes(100), old);
    PutOptions allow = options(PutOptions.Overwrite.ALLOW, Map.of());
    ObjectAddress from = under().at("copy/from");
    StoredObject copied =
        under().store().copy(from, null, source.eTag(), under().at("copy/to"), allow);
    assertThat(copied.lengthBytes()).isEqualTo(100);
    assertThat(copied.eTag()).isNotBlank();
    requireCopy("copy/to", bytes(100), Map.of("t", "1"));
    under().store().copy(from, null, source.eTag(), from, allow);
    requireCopy("copy/from", bytes(100), Map.of("t", "1"));
  }

  @Test
  default void aCopyCanTakeNewTags() {
    under().put("tags/from", bytes(1));
    PutOptions tagged = options(PutOptions.Overwrite.ALLOW, Map.of("k", "v w"));
    under().store().copy(under().at("tags/from"), null, null, under().at("tags/to"), tagged);
    requireCopy("tags/to", bytes(1), Map.of("k", "v w"));
  }

  @Test
  default void aCopyOfAChangedSourceIsRefused() {
    String eTag = under().put("copy/changing", bytes(1)).eTag();
    under().put("copy/changing", bytes(2));
    PutOptions allow = options(PutOptions.Overwrite.ALLOW, Map.of());
    assertThatThrownBy(
            () ->
                under()
                    .store()
                    .copy(under().at("copy/changing"), null, eTag, under().at("copy/x"), allow))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_CHANGED));
    assertThat(under().holds("copy/x")).isFalse();
  }

  @Test
  default void aCopyOntoATakenKeyIsRefusedWhereOverwritingIsRefused() {
    under().put("copy/a", bytes(1));
    under().put("copy/b", bytes(2));
    PutOptions refuse = options(PutOptions.Overwrite.REFUSE, Map.of());
    assertThatThrownBy(
            () ->
                under()
                    .store()
                    .copy(under().at("copy/a"), null, null, under().at("copy/b"), refuse))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_EXISTS));
    assertThat(under().get("copy/b")).isEqualTo(bytes(2));
  }

  @Test
  default void aLongObjectIsCopiedInParts() {
    byte[] content = bytes(2 * PART + 3);
    PutOptions old =
        new PutOptions(
            Map.of(),
            null,
            new ServerSideEncryption.BucketDefault(),
            PutOptions.Overwrite.ALLOW,
            Map.of("t", "1"));
    under().put("copy/long", content, old);
    AwsCopies.Limits limits = new AwsCopies.Limits(PART, PART);
    try (ObjectStore store =
        new AwsObjectStore(
            S3Clients.create(under().settings(), under().credentials()),
            under().settings(),
            KmsKeyLookup.NONE,
            limits)) {
      store.copy(
          under().at("copy/long"),
          null,
          null,
          under().at("copy/long2"),
          options(PutOptions.Overwrite.ALLOW, Map.of()));
    }
    requireCopy("copy/long2", content, Map.of("t", "1"));
    assertThat(under().uploadsOf("copy/long2")).isZero();
  }

  @Test
  default void tagsAreReplacedAndTakenAway() {
    under().put("tagged", bytes(1));
    under().store().tag(under().at("tagged"), Map.of("a", "1", "b", "2"));
    assertThat(Tags.of(under(), "tagged")).isEqualTo(Map.of("a", "1", "b", "2"));
    under().store().tag(under().at("tagged"), Map.of("c", "x y"));
    assertThat(Tags.of(under(), "tagged")).isEqualTo(Map.of("c", "x y"));
  }

  @Test
  default void deletingTwiceIsNoError() {
    under().put("deleted", bytes(1));
    under().store().delete(under().at("deleted"));
    under().store().delete(under().at("deleted"));
    assertThat(under().holds("deleted")).isFalse();
  }

  @Test
  default void abortingTwiceIsNoError() {
    String key = "aborted";
    String id =
        under()
            .raw()
            .createMultipartUpload(create -> create.bucket(under().bucket()).key(key))
            .uploadId();
    assertThat(under().uploadsOf(key)).isEqualTo(1);
    under().store().abort(under().at(key), id);
    under().store().abort(under().at(key), id);
    assertThat(under().uploadsOf(key)).isZero();
  }

  @Test
  default void aBucketIsFoundOrNamedAsMissing() {
    under().store().requireBucket(under().bucket());
    assertThatThrownBy(() -> under().store().requireBucket("no-such-bucket-of-ours"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.NO_SUCH_BUCKET));
  }
}
