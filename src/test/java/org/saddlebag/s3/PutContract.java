package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

/** What every store does with a put. */
interface PutContract {

  StoreUnderTest under();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 3 * PART})
  default void anObjectOfAnySizeComesBackEqual(int size) {
    byte[] content = bytes(size);
    StoredObject stored = under().put("sizes/" + size, content);
    assertThat(under().get("sizes/" + size)).isEqualTo(content);
    assertThat(stored.lengthBytes()).isEqualTo(size);
    assertThat(stored.parts()).isEqualTo(size <= PART ? 0 : (size + PART - 1) / PART);
    assertThat(stored.proofLevel()).isEqualTo(under().settings().profile().bestProof());
    assertThat(stored.eTag()).isNotBlank();
    assertThat(stored.checksum()).matches("CRC32C:[A-Za-z0-9+/]{6}==");
    assertThat(stored.requestId()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART, PART + 1, 2 * PART + 7})
  default void aStreamOfUnknownLengthComesBackEqual(int size) {
    byte[] content = bytes(size);
    StoredObject stored =
        under()
            .store()
            .put(
                under().at("unknown/" + size),
                new ByteArrayInputStream(content),
                -1,
                PutOptions.of(Map.of()),
                UploadListener.NONE);
    assertThat(stored.lengthBytes()).isEqualTo(size);
    assertThat(under().get("unknown/" + size)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  default void metadataContentTypeAndTagsArriveCompleteInBothPaths(int size) {
    Map<String, String> metadata =
        Map.of(
            "x-amz-key-v2",
            "k".repeat(700),
            "x-amz-matdesc",
            "{\"a\":\"b c\",\"d\":\"\\u00e4\"}",
            "plain",
            "a,b; c=\"d\" %41+",
            "filler",
            "f".repeat(1200));
    PutOptions options =
        new PutOptions(
            metadata,
            "text/x-odd; a=b",
            new ServerSideEncryption.BucketDefault(),
            PutOptions.Overwrite.ALLOW,
            Map.of("stage", "a b+c/d", "owner", "x@y"));
    String key = "metadata/" + size;
    under().put(key, bytes(size), options);
    ObjectHead head = under().store().head(under().at(key), null);
    assertThat(head.metadata()).isEqualTo(metadata);
    assertThat(head.contentType()).isEqualTo("text/x-odd; a=b");
    assertThat(head.lengthBytes()).isEqualTo(size);
    assertThat(Tags.of(under(), key)).isEqualTo(options.tags());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  default void aTakenKeyIsRefusedWhereOverwritingIsRefused(int size) {
    PutOptions refuse =
        new PutOptions(
            Map.of(),
            null,
            new ServerSideEncryption.BucketDefault(),
            PutOptions.Overwrite.REFUSE,
            Map.of());
    String key = "taken/" + size;
    byte[] first = bytes(size);
    under().put(key, first, refuse);
    assertThatThrownBy(() -> under().put(key, bytes(size + 1), refuse))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_EXISTS))
        .hasMessageContaining("s3://" + under().bucket() + "/" + key);
    assertThat(under().get(key)).isEqualTo(first);
    assertThat(under().uploadsOf(key)).isZero();
  }

  @Test
  default void theNewestPutWinsWhereOverwritingIsAllowed() {
    under().put("newest", bytes(10));
    under().put("newest", bytes(11));
    assertThat(under().get("newest")).isEqualTo(bytes(11));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  default void aMissingBucketIsNamed(int size) {
    ObjectAddress target = new ObjectAddress("no-such-bucket-of-ours", "key");
    assertThatThrownBy(
            () ->
                under()
                    .store()
                    .put(
                        target,
                        new ByteArrayInputStream(bytes(size)),
                        size,
                        PutOptions.of(Map.of()),
                        UploadListener.NONE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.NO_SUCH_BUCKET))
        .hasMessageContaining(target.toString())
        .hasMessageContaining("request id");
  }

  @Test
  default void theListenerHearsEveryStepOfAnUploadInParts() {
    List<String> heard = new CopyOnWriteArrayList<>();
    UploadListener listener =
        new UploadListener() {
          @Override
          public void uploadCreated(ObjectAddress target, String uploadId) {
            heard.add("created " + uploadId.isEmpty());
          }

          @Override
          public void partStored(int partNumber) {
            heard.add("part " + partNumber);
          }

          @Override
          public void objectStored(StoredObject stored) {
            heard.add("stored " + stored.parts());
          }
        };
    byte[] content = bytes(2 * PART + 1);
    under()
        .store()
        .put(
            under().at("heard"),
            new ByteArrayInputStream(content),
            content.length,
            PutOptions.of(Map.of()),
            listener);
    assertThat(heard).startsWith("created false").endsWith("stored 3").hasSize(5);
    assertThat(heard).contains("part 1", "part 2", "part 3");
  }

  @Test
  default void manyDeliveriesAtOnceShareAFewBuffers() {
    StoreSettings tight = under().settings().with(new TransferLimits(PART, 4, 2L * PART));
    try (ObjectStore store = AwsObjectStore.open(tight, under().credentials())) {
      IntStream.range(0, 8)
          .parallel()
          .forEach(
              n -> {
                byte[] content = bytes(2 * PART + n);
                store.put(
                    under().at("many/" + n),
                    new ByteArrayInputStream(content),
                    n % 2 == 0 ? -1 : content.length,
                    PutOptions.of(Map.of()),
                    UploadListener.NONE);
              });
    }
    for (int n = 0; n < 8; n++) {
      assertThat(under().get("many/" + n)).isEqualTo(bytes(2 * PART + n));
    }
  }
}
