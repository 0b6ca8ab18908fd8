package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;
import static org.saddlebag.s3.StoreUnderTest.read;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.local.wire.Fault;

/** Passing troubles of the store and the network at every request: delivered all the same. */
class FaultsTest {

  private static final Duration SILENCE = Duration.ofMillis(700);
  private static final Duration STALL = Duration.ofMillis(1600);
  private static final PutOptions REFUSE =
      new PutOptions(
          Map.of("message-id", "only ours"),
          null,
          new ServerSideEncryption.BucketDefault(),
          PutOptions.Overwrite.REFUSE,
          Map.of());

  @TempDir private Path folder;
  private LocalStores stores;
  private StoreUnderTest under;

  @BeforeEach
  void start() {
    stores = LocalStores.start(folder);
    under = stores.under(new StoreConnection(SILENCE, SILENCE, Duration.ofSeconds(20), 4, 20));
  }

  @AfterEach
  void stop() {
    under.close();
    stores.close();
  }

  /** What can happen to a request on its way; each passes by itself. */
  private static List<Fault> passing() {
    return List.of(
        new Fault.Fail(500, "InternalError"),
        new Fault.Fail(503, "SlowDown"),
        new Fault.FailAfterWork(500, "InternalError"),
        new Fault.Reset(0),
        new Fault.ResetAfterWork(),
        new Fault.Delay(STALL, Fault.none()));
  }

  private static Stream<Arguments> eachAt(String... operations) {
    List<Arguments> all = new ArrayList<>();
    for (String operation : operations) {
      passing().forEach(fault -> all.add(Arguments.of(operation, fault)));
    }
    return all.stream();
  }

  static Stream<Arguments> troublesOfASinglePut() {
    return Stream.concat(
        eachAt("PutObject"), Stream.of(Arguments.of("PutObject", new Fault.Reset(500))));
  }

  static Stream<Arguments> troublesOfAnUploadInParts() {
    return Stream.concat(
        eachAt("CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"),
        Stream.of(
            Arguments.of("UploadPart", new Fault.Reset(PART / 2)),
            Arguments.of("CompleteMultipartUpload", new Fault.Fail(200, "InternalError"))));
  }

  @ParameterizedTest
  @MethodSource("troublesOfASinglePut")
  void aSinglePutIsDelivered(String operation, Fault fault) {
    stores.failFirst(operation, fault);
    StoredObject stored = under.put("one", bytes(1000), REFUSE);
    requireRepeated();
    assertThat(stored.proofLevel()).isEqualTo(ProofLevel.FULL_OBJECT_CHECKSUM);
    stores.failNothing();
    assertThat(under.get("one")).isEqualTo(bytes(1000));
  }

  @ParameterizedTest
  @MethodSource("troublesOfAnUploadInParts")
  void anUploadInPartsIsDelivered(String operation, Fault fault) {
    stores.failFirst(operation, fault);
    StoredObject stored = under.put("parts", bytes(2 * PART + 9), REFUSE);
    requireRepeated();
    assertThat(stored.proofLevel()).isEqualTo(ProofLevel.FULL_OBJECT_CHECKSUM);
    assertThat(stored.parts()).isEqualTo(3);
    stores.failNothing();
    assertThat(under.get("parts")).isEqualTo(bytes(2 * PART + 9));
    requireNoBytesLeftBehind("parts");
  }

  /**
   * A store that begins an upload and loses the answer has begun one that nobody knows of: it holds
   * no part, and a lifecycle rule takes it away. No upload that holds bytes may stay.
   */
  private void requireNoBytesLeftBehind(String key) {
    under
        .raw()
        .listMultipartUploads(list -> list.bucket(under.bucket()).prefix(key))
        .uploads()
        .forEach(
            upload ->
                assertThat(
                        under
                            .raw()
                            .listParts(
                                list ->
                                    list.bucket(under.bucket())
                                        .key(upload.key())
                                        .uploadId(upload.uploadId()))
                            .parts())
                    .isEmpty());
  }

  static Stream<Arguments> troublesOfReading() {
    return Stream.concat(
        eachAt("GetObject"),
        Stream.of(
            Arguments.of("GetObject", new Fault.CutBody(0)),
            Arguments.of("GetObject", new Fault.CutBody(100_000)),
            Arguments.of("GetObject", new Fault.StallBody(100_000, STALL))));
  }

  @ParameterizedTest
  @MethodSource("troublesOfReading")
  void aWholeBodyIsRead(String operation, Fault fault) {
    under.put("body", bytes(3_000_000));
    stores.failFirst(operation, fault);
    assertThat(under.get("body")).isEqualTo(bytes(3_000_000));
    requireRepeated();
  }

  @ParameterizedTest
  @MethodSource("troublesOfReading")
  void aRangeIsRead(String operation, Fault fault) {
    String eTag = under.put("body", bytes(3_000_000)).eTag();
    stores.failFirst(operation, fault);
    byte[] range = read(under.store().getRange(under.at("body"), null, 1000, 2_000_999, eTag));
    requireRepeated();
    assertThat(range).isEqualTo(java.util.Arrays.copyOfRange(bytes(3_000_000), 1000, 2_001_000));
  }

  static Stream<Arguments> troublesOfTheOthers() {
    return eachAt("HeadObject", "ListObjectsV2", "CopyObject", "DeleteObject", "PutObjectTagging");
  }

  @ParameterizedTest
  @MethodSource("troublesOfTheOthers")
  void theOtherRequestsAreRepeatedToo(String operation, Fault fault) {
    under.put("other", bytes(10));
    stores.failFirst(operation, fault);
    ObjectAddress copy = under.at("other copy");
    under.store().copy(under.at("other"), null, null, copy, PutOptions.of(Map.of()));
    under.store().tag(copy, Map.of("a", "b"));
    assertThat(under.store().head(copy, null).lengthBytes()).isEqualTo(10);
    assertThat(under.holds("other copy")).isTrue();
    under.store().delete(copy);
    requireRepeated();
    assertThat(under.holds("other copy")).isFalse();
  }

  /** Otherwise the fault did not happen and the test proves nothing. */
  private void requireRepeated() {
    assertThat(stores.repetitions().get()).isPositive();
  }

  @Test
  void aBodyThatBreaksAgainAndAgainIsReadAsLongAsItGoesOn() {
    under.put("often", bytes(3_000_000));
    stores.failAll("GetObject", new Fault.CutBody(300_000));
    assertThat(under.get("often")).isEqualTo(bytes(3_000_000));
  }

  @Test
  void aBodyThatBringsNothingAnyMoreIsGivenUp() {
    under.put("never", bytes(1000));
    stores.failAll("GetObject", new Fault.CutBody(0));
    assertThatThrownBy(() -> under.get("never"))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.code()).isEqualTo(StoreError.BODY_BROKEN))
        .hasMessageContaining("byte 0 of 1000");
  }

  @Test
  void aBodyThatChangesWhileItIsReadIsRefused() throws Exception {
    under.put("changing", bytes(1_000_000));
    stores.failFirst("GetObject", new Fault.CutBody(600_000));
    try (ObjectBody body = under.store().get(under.at("changing"), null)) {
      assertThat(body.readNBytes(1000)).hasSize(1000);
      under.put("changing", bytes(1_000_001));
      assertThatThrownBy(body::readAllBytes)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_CHANGED));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"})
  void aStoreThatStaysDownIsToldAndNothingIsLeft(String operation) {
    stores.failAll(operation, new Fault.Fail(503, "SlowDown"));
    int size = operation.equals("PutObject") ? 10 : 2 * PART;
    assertThatThrownBy(() -> under.put("down", bytes(size)))
        .isInstanceOfSatisfying(
            SaddlebagException.class,
            e -> {
              assertThat(e.code()).isEqualTo(StoreError.SLOW_DOWN);
              assertThat(e.retryable()).isTrue();
            })
        .hasMessageContaining("s3://" + under.bucket() + "/down");
    stores.failNothing();
    assertThat(under.holds("down")).isFalse();
    assertThat(under.uploadsOf("down")).isZero();
  }

  @Test
  void anAbortThatFailsDoesNotHideTheFirstCause() {
    stores.failAll(
        Map.of(
            "UploadPart", new Fault.Fail(403, "AccessDenied"),
            "AbortMultipartUpload", new Fault.Fail(500, "InternalError")));
    assertThatThrownBy(() -> under.put("abort", bytes(2 * PART)))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> {
              assertThat(e.code()).isEqualTo(StoreError.ACCESS_DENIED);
              assertThat(e.getSuppressed()).hasSize(1);
            })
        .hasMessageContaining("needs s3:PutObject");
  }

  /** Not every store answers a repeated completion as it did the first. */
  @Test
  void aCompletionWhoseAnswerWasLostIsFoundDoneThoughTheUploadIsGone() {
    try (LocalStores forgetful =
            LocalStores.start(
                folder.resolve("forgetful"), LocalS3Options.defaults().withUnrepeatableComplete());
        StoreUnderTest there = forgetful.under(StoreConnection.defaults())) {
      forgetful.failFirst("CompleteMultipartUpload", new Fault.ResetAfterWork());
      StoredObject stored = there.put("lost", bytes(PART + 9), REFUSE);
      assertThat(stored.proofLevel()).isEqualTo(ProofLevel.FULL_OBJECT_CHECKSUM);
      assertThat(stored.eTag()).isEqualTo(there.store().head(there.at("lost"), null).eTag());
      assertThat(there.get("lost")).isEqualTo(bytes(PART + 9));
    }
  }

  @Test
  void anObjectOfOthersIsNotTakenForOursThoughAnAnswerWasLost() {
    under.put("theirs", bytes(1000));
    stores.failFirst("PutObject", new Fault.Reset(0));
    assertThatThrownBy(() -> under.put("theirs", bytes(1000), REFUSE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_EXISTS));
  }
}
