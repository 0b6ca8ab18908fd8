package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.RgwServer;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The contract against Ceph RADOS Gateway, over TLS with a private authority. */
@Tag("servers")
final class CephObjectStoreIT extends ObjectStoreContract {

  private StoreUnderTest under;

  @BeforeAll
  void connect() {
    RgwServer rgw = RgwServer.running();
    StoreSettings settings =
        StoreSettings.of(StoreProfile.CEPH, StoreEndpoint.at(rgw.tlsEndpoint(), rgw.caFile()))
            .with(new TransferLimits(StoreUnderTest.PART, 3, 8L * StoreUnderTest.PART));
    under =
        StoreUnderTest.of(
            settings,
            StaticCredentialsProvider.create(rgw.credentials(RgwServer.User.OWNER)),
            "contract-" + UUID.randomUUID(),
            rgw.kmsKeyId());
    under.raw().createBucket(create -> create.bucket(under.bucket()));
  }

  @AfterAll
  void leaveNothing() {
    under
        .store()
        .list(under.bucket(), "")
        .forEach(object -> under.store().delete(object.address()));
    under.raw().deleteBucket(delete -> delete.bucket(under.bucket()));
    under.close();
  }

  /** RADOS Gateway 16 copies no object that rests encrypted. */
  @Override
  @Test
  public void anObjectUnderSseCIsCopiedUnderAnotherKey() {
    assertThatThrownBy(super::anObjectUnderSseCIsCopiedUnderAnotherKey)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.NOT_SUPPORTED));
  }

  @Override
  public StoreUnderTest under() {
    return under;
  }
}
