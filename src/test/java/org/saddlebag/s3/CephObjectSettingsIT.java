package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.RgwServer;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The settings of objects on a real Ceph RADOS Gateway: what the profile says holds there. */
@Tag("servers")
class CephObjectSettingsIT {

  /** Long enough for a test, short enough to leave. */
  private static final ObjectLock LOCK =
      new ObjectLock(ObjectLock.Mode.GOVERNANCE, Duration.ofMinutes(10), null);

  private StoreUnderTest under;

  @BeforeEach
  void connect() {
    RgwServer rgw = RgwServer.running();
    StoreSettings settings =
        StoreSettings.of(StoreProfile.CEPH, StoreEndpoint.at(rgw.tlsEndpoint(), rgw.caFile()))
            .with(new TransferLimits(PART, 3, 8L * PART));
    under =
        StoreUnderTest.of(
            settings,
            StaticCredentialsProvider.create(rgw.credentials(RgwServer.User.OWNER)),
            "settings-" + UUID.randomUUID(),
            rgw.kmsKeyId());
    under
        .raw()
        .createBucket(create -> create.bucket(under.bucket()).objectLockEnabledForBucket(true));
  }

  @AfterEach
  void leaveNothing() {
    for (ObjectVersion version :
        under.raw().listObjectVersions(list -> list.bucket(under.bucket())).versions()) {
      release(version);
    }
    under.raw().deleteBucket(delete -> delete.bucket(under.bucket()));
    under.close();
  }

  private void release(ObjectVersion version) {
    under
        .raw()
        .putObjectLegalHold(
            put ->
                put.bucket(under.bucket())
                    .key(version.key())
                    .versionId(version.versionId())
                    .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
    under
        .raw()
        .deleteObject(
            delete ->
                delete
                    .bucket(under.bucket())
                    .key(version.key())
                    .versionId(version.versionId())
                    .bypassGovernanceRetention(true));
  }

  private StoredObject put(int size, ObjectSettings settings) {
    return under.put(
        "o",
        bytes(size),
        new PutOptions(
            Map.of(),
            "text/plain",
            new ServerSideEncryption.BucketDefault(),
            PutOptions.Overwrite.ALLOW,
            Map.of("stage", "test"),
            settings));
  }

  private HeadObjectResponse head() {
    return under.raw().headObject(head -> head.bucket(under.bucket()).key("o"));
  }

  private void assertLocked(StoredObject stored) {
    assertThatThrownBy(
            () ->
                under
                    .raw()
                    .deleteObject(
                        delete ->
                            delete
                                .bucket(under.bucket())
                                .key("o")
                                .versionId(stored.address().versionId())))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403))
        .hasMessageContaining("object lock");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 1})
  void headersTagsClassAndAclArrive(int size) {
    put(
        size,
        new ObjectSettings(
            "STANDARD", "max-age=60", "attachment", "gzip", "de", "public-read", null, false));

    assertThat(head().cacheControl()).isEqualTo("max-age=60");
    assertThat(head().contentDisposition()).isEqualTo("attachment");
    assertThat(head().contentEncoding()).isEqualTo("gzip");
    assertThat(head().contentLanguage()).isEqualTo("de");
    assertThat(head().contentType()).isEqualTo("text/plain");
    assertThat(head().objectLockModeAsString()).isNull();
    assertThat(under.raw().getObjectTagging(get -> get.bucket(under.bucket()).key("o")).tagSet())
        .singleElement()
        .satisfies(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("stage=test"));
    assertThat(under.raw().getObjectAcl(get -> get.bucket(under.bucket()).key("o")).grants())
        .anyMatch(grant -> String.valueOf(grant.grantee().uri()).endsWith("/AllUsers"));
    assertThat(under.get("o")).isEqualTo(bytes(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 1})
  void aLockedObjectCannotBeDeleted(int size) {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    StoredObject stored =
        put(size, new ObjectSettings(null, null, null, null, null, null, LOCK, false));

    assertThat(head().objectLockModeAsString()).isEqualTo("GOVERNANCE");
    assertThat(head().objectLockRetainUntilDate())
        .isBetween(before.plus(LOCK.span()), Instant.now().plus(LOCK.span()).plusSeconds(2));
    assertLocked(stored);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 1})
  void anObjectUnderALegalHoldCannotBeDeleted(int size) {
    StoredObject stored =
        put(size, new ObjectSettings(null, null, null, null, null, null, null, true));

    assertThat(head().objectLockLegalHoldStatus()).isEqualTo(ObjectLockLegalHoldStatus.ON);
    assertLocked(stored);
  }

  @Test
  void whatIsNotLockedCanBeDeleted() {
    StoredObject stored = put(10, ObjectSettings.NONE);
    under.store().delete(stored.address());
    assertThat(under.holds("o")).isFalse();
  }

  @Test
  void aCopyIsLockedToo() {
    put(10, ObjectSettings.NONE);
    PutOptions locked =
        new PutOptions(
            Map.of(),
            null,
            new ServerSideEncryption.BucketDefault(),
            PutOptions.Overwrite.ALLOW,
            Map.of(),
            new ObjectSettings(null, null, null, null, null, null, LOCK, false));
    under.store().copy(under.at("o"), null, null, under.at("copy"), locked);
    assertThat(
            under
                .raw()
                .headObject(head -> head.bucket(under.bucket()).key("copy"))
                .objectLockModeAsString())
        .isEqualTo("GOVERNANCE");
  }

  @Test
  void aStorageClassThatTheStoreLacksFailsThePut() {
    assertThatThrownBy(
            () -> put(10, new ObjectSettings("GLACIER", null, null, null, null, null, null, false)))
        .isInstanceOf(Refused.class);
    assertThat(under.holds("o")).isFalse();
  }

  /** Why the profile does not offer it: the store does as if all were well. */
  @Test
  void theExpectedOwnerIsIgnoredByThisStore() {
    ObjectStore wrong = under.store().as(new StoreAccess("111122223333", false, false));
    assertThat(wrong.list(under.bucket(), "")).isEmpty();
    assertThat(StoreProfile.CEPH.offers(ObjectSetting.EXPECTED_OWNER)).isFalse();
  }
}
