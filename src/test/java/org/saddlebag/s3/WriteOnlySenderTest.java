package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
}
