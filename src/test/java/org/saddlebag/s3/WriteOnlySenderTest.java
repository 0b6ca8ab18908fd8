package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.LocalOptions;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.local.auth.Identity;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A sender that may put and nothing else: delivered, and as well proven as the answers allow. */
class WriteOnlySenderTest {

  private static final Identity OWNER = Identity.unrestricted("owner", "OWNER0000000", "secret-o");
  private static final Identity SENDER = Identity.writeOnly("sender", "SENDER000000", "secret-s");

  private static final List<String> READS =
      List.of("GetObject", "HeadObject", "ListObjectsV2", "ListMultipartUploads", "HeadBucket");

  @TempDir private Path folder;
  private LocalStores stores;
  private StoreUnderTest owner;

  @BeforeEach
  void start() {
    LocalOptions common = LocalOptions.defaults().withIdentities(OWNER, SENDER);
    stores = LocalStores.start(folder, LocalS3Options.defaults().with(common));
    owner = stores.under(StoreConnection.defaults());
  }

  @AfterEach
  void stop() {
    owner.close();
    stores.close();
  }

  private StoreUnderTest sender(StoreProfile profile) {
    StoreSettings as = owner.settings();
    StoreSettings settings =
        new StoreSettings(profile, as.endpoint(), as.connection(), as.transfer());
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(SENDER.accessKey(), SENDER.secretKey());
    return StoreUnderTest.of(
        settings, StaticCredentialsProvider.create(credentials), owner.bucket(), null);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS,10,FULL_OBJECT_CHECKSUM",
    "AWS," + (PART + 1) + ",FULL_OBJECT_CHECKSUM",
    "CEPH,10,PART_CHECKSUMS",
    "CEPH," + (PART + 1) + ",PART_CHECKSUMS",
    "GENERIC," + (PART + 1) + ",PART_CHECKSUMS"
  })
  void aPutNeedsNoRightToRead(StoreProfile profile, int size, ProofLevel level) {
    try (StoreUnderTest sender = sender(profile)) {
      StoredObject stored = sender.put("sent", bytes(size));
      assertThat(stored.proofLevel()).isEqualTo(level);
      assertThatThrownBy(() -> sender.get("sent"))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.ACCESS_DENIED))
          .hasMessageContaining("needs s3:GetObject");
      assertThatThrownBy(() -> sender.store().tag(sender.at("sent"), Map.of("a", "b")))
          .hasMessageContaining("needs s3:PutObjectTagging");
    }
    assertThat(owner.get("sent")).isEqualTo(bytes(size));
  }

  /** Not even what the sender may not do is tried: an auditor would see each refusal. */
  @ParameterizedTest
  @CsvSource({
    "AWS,10,FULL_OBJECT_CHECKSUM",
    "AWS," + (PART + 1) + ",FULL_OBJECT_CHECKSUM",
    "CEPH,10,PART_CHECKSUMS",
    "CEPH," + (PART + 1) + ",PART_CHECKSUMS",
    "GENERIC," + (PART + 1) + ",PART_CHECKSUMS"
  })
  void inWriteOnlyAccessNothingIsSentButWrites(StoreProfile profile, int size, ProofLevel level) {
    try (StoreUnderTest sender = sender(profile)) {
      ObjectStore store = sender.store().as(StoreAccess.WRITE_ONLY);
      StoredObject stored = put(store, sender.at("sent"), size);
      assertThat(stored.proofLevel()).isEqualTo(level);
      assertRefused(() -> store.get(sender.at("sent"), null));
      assertRefused(() -> store.head(sender.at("sent"), null));
      assertRefused(() -> store.list(sender.bucket(), "").toList());
      assertRefused(() -> store.uploads(sender.at("sent")));
      assertRefused(() -> store.requireBucket(sender.bucket()));
      assertRefused(() -> store.delete(sender.at("sent")));
      store.abort(sender.at("sent"), "none");
    }
    for (String read : READS) {
      assertThat(stores.server().requests().count(read)).as(read).isZero();
    }
    assertThat(owner.get("sent")).isEqualTo(bytes(size));
  }

  @Test
  void aTakenKeyIsKeptByTheConditionAlone() {
    try (StoreUnderTest sender = sender(StoreProfile.AWS)) {
      ObjectStore store = sender.store().as(StoreAccess.WRITE_ONLY);
      owner.put("taken", bytes(1));
      for (int size : new int[] {10, PART + 1}) {
        assertThatThrownBy(() -> put(store, sender.at("taken"), size))
            .isInstanceOfSatisfying(
                Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_EXISTS));
      }
    }
    assertThat(owner.get("taken")).isEqualTo(bytes(1));
    assertThat(owner.uploadsOf("taken")).isZero();
    assertThat(stores.server().requests().count("HeadObject")).isZero();
  }

  private static StoredObject put(ObjectStore store, ObjectAddress at, int size) {
    PutOptions refusing =
        new PutOptions(
            Map.of(),
            null,
            new ServerSideEncryption.BucketDefault(),
            PutOptions.Overwrite.REFUSE,
            Map.of());
    return store.put(
        at, new ByteArrayInputStream(bytes(size)), size, refusing, UploadListener.NONE);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.WRITE_ONLY));
  }
}
