package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.aws.Aspect;
import org.saddlebag.aws.Right;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.posture.AccessList;
import org.saddlebag.s3.posture.BucketPosture;
import org.saddlebag.s3.posture.OwnRights;
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

  private static AwsPostures postures(StoreUnderTest store) {
    return new AwsPostures(store.raw(), StoreProfile.CEPH, StoreAccess.FULL);
  }

  @Test
  void a_new_bucket_says_what_it_has_and_not_what_the_server_lacks() {
    BucketPosture posture = postures(under).posture(under.bucket());
    assertThat(posture.policy()).isEqualTo(new Aspect.NotSet<>());
    assertThat(posture.lifecycle()).isEqualTo(new Aspect.NotSet<>());
    assertThat(posture.publicByPolicy()).isEqualTo(new Aspect.Seen<>(false));
    assertThat(posture.publicAccess().seen().orElseThrow().off()).hasSize(4);
    assertThat(posture.versioning().seen().orElseThrow().enabled()).isTrue();
    assertThat(posture.lock().seen()).isPresent();
    assertThat(posture.acl().seen().orElseThrow().grants())
        .hasSize(1)
        .noneMatch(AccessList.Grant::open);
    assertThat(posture.encryption()).isInstanceOf(Aspect.NotOffered.class);
    assertThat(posture.ownership()).isInstanceOf(Aspect.NotOffered.class);
    assertThat(posture.logging()).isInstanceOf(Aspect.NotOffered.class);
  }

  @Test
  void a_policy_is_read_back_and_a_public_one_is_known() {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::%s/*\"]}]}"
                .formatted(under.bucket());
    under.raw().putBucketPolicy(put -> put.bucket(under.bucket()).policy(policy));
    BucketPosture posture = postures(under).posture(under.bucket());
    assertThat(posture.policy().seen().orElseThrow()).contains("s3:GetObject");
    assertThat(posture.publicByPolicy()).isEqualTo(new Aspect.Seen<>(true));
  }

  @Test
  void the_owner_may_read_and_a_stranger_may_neither_look_nor_list() {
    assertThat(postures(under).rights(under.bucket(), "in/"))
        .isEqualTo(new OwnRights(Right.ALLOWED, Right.ALLOWED));
    try (StoreUnderTest other = under(RgwServer.running(), RgwServer.User.OTHER, under.bucket())) {
      BucketPosture posture = postures(other).posture(under.bucket());
      assertThat(posture.policy()).isEqualTo(new Aspect.Denied<>("s3:GetBucketPolicy"));
      assertThat(posture.lifecycle())
          .isEqualTo(new Aspect.Denied<>("s3:GetLifecycleConfiguration"));
      // The server does not say which right lacks.
      assertThat(postures(other).rights(under.bucket(), "in/"))
          .isEqualTo(new OwnRights(Right.UNKNOWN, Right.REFUSED));
    }
  }

  @Test
  void a_bucket_that_is_not_there_is_one_failure() {
    assertThatThrownBy(() -> postures(under).posture("no-such-" + UUID.randomUUID()))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.NO_SUCH_BUCKET));
  }
}
