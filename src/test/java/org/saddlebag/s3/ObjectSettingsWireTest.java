package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.LocalOptions;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.local.wire.RecordedRequest;

/**
 * Which header goes with which request. The names, and the requests that have them, are those of
 * the S3 API Reference: "PutObject", "CreateMultipartUpload", "UploadPart",
 * "CompleteMultipartUpload", "AbortMultipartUpload", "GetObject", "HeadObject", "ListObjectsV2",
 * "CopyObject".
 */
class ObjectSettingsWireTest {

  private static final Instant UNTIL = Instant.parse("2099-01-02T03:04:05Z");

  private static final ObjectSettings ALL =
      new ObjectSettings(
          "STANDARD_IA",
          "max-age=60",
          "attachment; filename=\"x\"",
          "gzip",
          "de",
          "bucket-owner-full-control",
          new ObjectLock(ObjectLock.Mode.COMPLIANCE, null, UNTIL),
          true);

  private static final Map<String, String> HEADERS =
      Map.of(
          "x-amz-storage-class", "STANDARD_IA",
          "cache-control", "max-age=60",
          "content-disposition", "attachment; filename=\"x\"",
          "content-encoding", "gzip",
          "content-language", "de",
          "x-amz-acl", "bucket-owner-full-control",
          "x-amz-object-lock-mode", "COMPLIANCE",
          "x-amz-object-lock-retain-until-date", "2099-01-02T03:04:05Z",
          "x-amz-object-lock-legal-hold", "ON");

  private static final StoreAccess PAYING = new StoreAccess("000000000000", true, false);

  @TempDir private Path folder;
  private LocalStores stores;
  private StoreUnderTest under;

  @BeforeEach
  void start() {
    LocalOptions recording = LocalOptions.defaults().withRecordedRequests(100);
    stores = LocalStores.start(folder, LocalS3Options.defaults().with(recording));
    under = stores.under(StoreConnection.defaults());
    act(under.store(), ObjectSettings.NONE);
    stores.server().requests().clear();
  }

  @AfterEach
  void stop() {
    under.close();
    stores.close();
  }

  /** A put in one request, one in parts, an abort, and whatever reads and copies. */
  private void act(ObjectStore store, ObjectSettings settings) {
    PutOptions options =
        new PutOptions(
            Map.of(),
            "text/plain",
            new ServerSideEncryption.BucketDefault(),
            PutOptions.Overwrite.ALLOW,
            Map.of("a", "b"),
            settings);
    put(store, "small", 10, options);
    put(store, "large", PART + 1, options);
    store.abort(under.at("large"), "none");
    StoreUnderTest.read(store.get(under.at("small"), null));
    store.head(under.at("small"), null);
    store.list(under.bucket(), "small").toList();
    store.requireBucket(under.bucket());
    store.copy(under.at("small"), null, null, under.at("copy"), options);
    store.tag(under.at("copy"), Map.of("a", "c"));
    store.delete(under.at("copy"));
  }

  private void put(ObjectStore store, String key, int size, PutOptions options) {
    store.put(
        under.at(key), new ByteArrayInputStream(bytes(size)), size, options, UploadListener.NONE);
  }

  private RecordedRequest only(String operation) {
    var requests = stores.server().requests().of(operation);
    assertThat(requests).as(operation).isNotEmpty();
    return requests.get(0);
  }

  /** Those of our headers that a request had. */
  private static Map<String, String> among(RecordedRequest request, Set<String> names) {
    Map<String, String> found = new TreeMap<>();
    for (String name : names) {
      if (request.headers().has(name)) {
        found.put(name, request.headers().get(name));
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "PutObject, true",
    "CreateMultipartUpload, true",
    "CopyObject, true",
    "UploadPart, false",
    "CompleteMultipartUpload, false",
    "AbortMultipartUpload, false",
    "GetObject, false",
    "HeadObject, false",
    "ListObjectsV2, false"
  })
  void objectSettingsGoWithWhatMakesAnObjectAndWithNothingElse(String operation, boolean sent) {
    act(under.store(), ALL);
    assertThat(among(only(operation), HEADERS.keySet())).isEqualTo(sent ? HEADERS : Map.of());
  }

  @ParameterizedTest
  @CsvSource({"PutObject", "CreateMultipartUpload", "CopyObject"})
  void whatIsNotSetIsNotSent(String operation) {
    act(under.store(), ObjectSettings.NONE);
    assertThat(among(only(operation), HEADERS.keySet())).isEmpty();
  }

  /** DeleteObject, PutObjectTagging: the same pages of the reference; HeadBucket has no payer. */
  @ParameterizedTest
  @CsvSource({
    "PutObject, true",
    "CreateMultipartUpload, true",
    "UploadPart, true",
    "CompleteMultipartUpload, true",
    "AbortMultipartUpload, true",
    "GetObject, true",
    "HeadObject, true",
    "ListObjectsV2, true",
    "CopyObject, true",
    "DeleteObject, true",
    "PutObjectTagging, true",
    "HeadBucket, false"
  })
  void theExpectedOwnerAndThePayerGoWithEveryRequestThatHasThem(String operation, boolean payer) {
    act(under.store().as(PAYING), ObjectSettings.NONE);
    for (RecordedRequest request : stores.server().requests().of(operation)) {
      assertThat(request.headers().get("x-amz-expected-bucket-owner")).isEqualTo("000000000000");
      assertThat(request.headers().get("x-amz-request-payer"))
          .isEqualTo(payer ? "requester" : null);
    }
    assertThat(stores.server().requests().count(operation)).isPositive();
    assertThat(only("CopyObject").headers().get("x-amz-source-expected-bucket-owner"))
        .isEqualTo("000000000000");
  }

  /** A copy with REPLACE drops the headers, and S3's default class is STANDARD. */
  @Test
  void aCopyKeepsTheSourcesHeadersAndGetsOthersWhereAsked() {
    ObjectSettings cached =
        new ObjectSettings(null, "max-age=60", null, "gzip", "de", "private", null, false);
    put(under.store(), "small", 10, PutOptions.of(Map.of()).with(cached));
    PutOptions french =
        PutOptions.of(Map.of())
            .with(new ObjectSettings(null, null, null, null, "fr", null, null, false));
    under.store().copy(under.at("small"), null, null, under.at("copy"), french);
    assertThat(among(only("CopyObject"), HEADERS.keySet()))
        .isEqualTo(
            Map.of(
                "cache-control",
                "max-age=60",
                "content-encoding",
                "gzip",
                "content-language",
                "fr"));
  }

  @Test
  void aBucketOfSomebodyElsesIsRefusedAndTheExpectedOwnerNamed() {
    ObjectStore wrong = under.store().as(new StoreAccess("111122223333", false, false));
    for (Runnable call :
        List.<Runnable>of(
            () -> put(wrong, "b", 10, PutOptions.of(Map.of())),
            () -> put(wrong, "b", PART + 1, PutOptions.of(Map.of())),
            () -> wrong.head(under.at("small"), null),
            () -> wrong.get(under.at("small"), null),
            () -> wrong.list(under.bucket(), "").toList())) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.ACCESS_DENIED))
          .hasMessageContaining("or the bucket does not belong to account 111122223333");
    }
    assertThat(under.holds("b")).isFalse();
  }

  @Test
  void nobodyIsExpectedAndNobodyPaysUnlessAsked() {
    act(under.store().as(StoreAccess.FULL), ALL);
    for (RecordedRequest request : stores.server().requests().all()) {
      assertThat(request.headers().names())
          .noneMatch(name -> name.contains("expected-bucket-owner"))
          .noneMatch(name -> name.contains("request-payer"));
    }
  }

  @Test
  void aLockThatLastsASpanBeginsWithTheDelivery() {
    Instant before = Instant.now();
    ObjectLock day = new ObjectLock(ObjectLock.Mode.GOVERNANCE, Duration.ofDays(1), null);
    act(under.store(), new ObjectSettings(null, null, null, null, null, null, day, false));
    Instant end =
        Instant.parse(only("PutObject").headers().get("x-amz-object-lock-retain-until-date"));
    assertThat(end).isBetween(before.plus(Duration.ofDays(1)), Instant.now().plusSeconds(86_402));
    assertThat(only("PutObject").headers().get("x-amz-object-lock-mode")).isEqualTo("GOVERNANCE");
  }

  /** S3 takes no put into a locked bucket without one: User Guide, "Object Lock considerations". */
  @Test
  void everyBodyThatMayBeLockedCarriesAChecksum() {
    act(under.store(), ALL);
    for (String operation : Set.of("PutObject", "UploadPart")) {
      for (RecordedRequest request : stores.server().requests().of(operation)) {
        assertThat(request.headers().get("x-amz-checksum-crc32c")).as(operation).isNotBlank();
      }
    }
  }
}
