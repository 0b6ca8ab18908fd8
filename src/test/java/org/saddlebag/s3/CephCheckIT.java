package org.saddlebag.s3;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.RgwServer;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What a real Ceph RADOS Gateway says of its buckets, and what it does not have. */
@Tag("servers")
class CephCheckIT {

  private StoreUnderTest under;

  @BeforeEach
  void connect() {
    RgwServer rgw = RgwServer.running();
    under = under(rgw, RgwServer.User.OWNER, "check-" + UUID.randomUUID());
    under
        .raw()
        .createBucket(create -> create.bucket(under.bucket()).objectLockEnabledForBucket(true));
  }

  private static StoreUnderTest under(RgwServer rgw, RgwServer.User user, String bucket) {
    StoreSettings settings =
        StoreSettings.of(StoreProfile.CEPH, StoreEndpoint.at(rgw.tlsEndpoint(), rgw.caFile()));
    return StoreUnderTest.of(
        settings, StaticCredentialsProvider.create(rgw.credentials(user)), bucket, rgw.kmsKeyId());
  }

  @AfterEach
  void leaveNothing() {
    under.raw().deleteBucket(delete -> delete.bucket(under.bucket()));
    under.close();
  }

  @Test
  void show() {
    System.out.println(new AwsPostures(under.raw(), StoreAccess.FULL).posture(under.bucket()));
    System.out.println(new AwsPostures(under.raw(), StoreAccess.FULL).rights(under.bucket(), ""));
    try (StoreUnderTest other = under(RgwServer.running(), RgwServer.User.OTHER, under.bucket())) {
      System.out.println(new AwsPostures(other.raw(), StoreAccess.FULL).posture(under.bucket()));
      System.out.println(new AwsPostures(other.raw(), StoreAccess.FULL).rights(under.bucket(), ""));
    }
    String plain = "plain-" + UUID.randomUUID();
    under.raw().createBucket(create -> create.bucket(plain));
    System.out.println(new AwsPostures(under.raw(), StoreAccess.FULL).posture(plain));
    under.raw().deleteBucket(delete -> delete.bucket(plain));
  }
}
