package org.saddlebag.safeguard.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.safeguard.check.CheckedCloud.deny;
import static org.saddlebag.safeguard.check.CheckedCloud.denyOldTls;
import static org.saddlebag.safeguard.check.CheckedCloud.denyPlainHttp;
import static org.saddlebag.safeguard.check.CheckedCloud.flaws;
import static org.saddlebag.safeguard.check.CheckedCloud.statement;
import static org.saddlebag.safeguard.check.CheckedCloud.the;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.EncryptionType;

/** What matters only to a flow: its kind of encryption, its locks, its key, its rights. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowFlawsTest {

  private static final String KIND =
      "{\"StringNotEquals\":{\"s3:x-amz-server-side-encryption\":\"%s\"}}";

  /** What it takes to look at a bucket and a key, and at no object. */
  private static final String[] LOOKER = {
    "s3:GetBucketPolicy",
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetEncryptionConfiguration",
    "s3:GetBucketVersioning",
    "s3:GetBucketObjectLockConfiguration",
    "s3:GetBucketOwnershipControls",
    "s3:GetBucketAcl",
    "s3:GetBucketLogging",
    "s3:GetLifecycleConfiguration",
    "kms:DescribeKey",
    "kms:GetKeyRotationStatus",
    "kms:GetKeyPolicy",
    "kms:GenerateDataKey"
  };

  private Path folder;
  private CheckedCloud cloud;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    cloud = new CheckedCloud(folder.resolve("sender"), LOOKER);
  }

  @AfterAll
  void stop() {
    cloud.close();
  }

  private CheckedCloud another(String name, String... more) {
    String[] all = java.util.Arrays.copyOf(LOOKER, LOOKER.length + more.length);
    System.arraycopy(more, 0, all, LOOKER.length, more.length);
    return new CheckedCloud(folder.resolve(name), all);
  }

  @Test
  void a_write_only_sender_in_a_sound_bucket_has_no_flaw() {
    Report report =
        cloud.ofSender(
            cloud.soundBucket(), "access", "write-only", "expectedOwner", CheckedCloud.OWNER);
    assertThat(flaws(report)).isEmpty();
    assertThat(report.unseen(Severity.INFO)).isEmpty();
    for (String check : new String[] {"rights-read", "rights-list", "rights-decrypt"}) {
      assertThat(the(report, check).outcome()).as(check).isEqualTo("passed");
    }
  }

  @Test
  void a_write_only_sender_that_could_read_is_found() {
    try (CheckedCloud wide = another("wide", "s3:GetObject", "s3:ListBucket", "kms:Decrypt")) {
      Report report =
          wide.ofSender(
              wide.soundBucket(), "access", "write-only", "expectedOwner", CheckedCloud.OWNER);
      assertThat(flaws(report))
          .containsExactlyInAnyOrder("rights-read", "rights-list", "rights-decrypt");
      assertThat(the(report, "rights-read").severity()).isEqualTo(Severity.HIGH);
      assertThat(wide.cloud.s3().requests().count("PutObject")).isZero();
      assertThat(wide.cloud.s3().requests().count("DeleteObject")).isZero();
    }
  }

  /** Who may get and not list is refused an object that is not there, in other words. */
  @Test
  void a_sender_that_could_read_but_not_list_is_found() {
    try (CheckedCloud wide = another("blind", "s3:GetObject")) {
      Report report =
          wide.ofSender(
              wide.soundBucket(), "access", "write-only", "expectedOwner", CheckedCloud.OWNER);
      assertThat(flaws(report)).containsExactly("rights-read");
    }
  }

  @Test
  void a_sender_that_looks_by_its_own_choice_is_told_of_less() {
    Report report = cloud.ofFlow(cloud.soundBucket(), "expectedOwner", CheckedCloud.OWNER);
    assertThat(flaws(report))
        .containsExactlyInAnyOrder("rights-read", "rights-list", "rights-decrypt");
    assertThat(report.flaws(Severity.HIGH)).isEmpty();
    assertThat(the(cloud.ofFlow(cloud.soundBucket(), "key", "partner"), "rights-read").severity())
        .isEqualTo(Severity.MEDIUM);
  }

  @Test
  void a_key_that_opens_on_a_write_only_host_is_found() {
    String bucket = cloud.soundBucket();
    assertThat(
            the(cloud.ofSender(bucket, "access", "write-only", "key", "local"), "key-seals-only")
                .outcome())
        .isEqualTo("failed");
    assertThat(
            the(cloud.ofSender(bucket, "access", "write-only", "key", "partner"), "key-seals-only")
                .outcome())
        .isEqualTo("passed");
  }

  @Test
  void the_owner_must_be_named() {
    String bucket = cloud.soundBucket();
    assertThat(the(cloud.ofFlow(bucket), "owner-pinned").outcome()).isEqualTo("failed");
    assertThat(
            the(cloud.ofFlow(bucket, "expectedOwner", CheckedCloud.OWNER), "owner-pinned")
                .outcome())
        .isEqualTo("passed");
  }

  @Test
  void another_account_that_may_change_the_policy_is_found() {
    String bucket = cloud.soundBucket();
    String[] flow = {"expectedOwner", CheckedCloud.OWNER};
    assertThat(the(cloud.ofFlow(bucket, flow), "policy-takeover").outcome()).isEqualTo("passed");
    for (String account : new String[] {"111122223333", CheckedCloud.OWNER}) {
      cloud.policy(
          bucket,
          denyPlainHttp(bucket),
          denyOldTls(bucket),
          statement(
              "Allow",
              "{\"AWS\":\"arn:aws:iam::%s:role/admin\"}".formatted(account),
              "s3:PutBucket*",
              bucket,
              null));
      assertThat(the(cloud.ofFlow(bucket, flow), "policy-takeover").failed())
          .isEqualTo(!account.equals(CheckedCloud.OWNER));
    }
  }

  @Test
  void a_bucket_that_blocks_the_flows_customer_key_is_found() {
    String bucket = cloud.soundBucket();
    String[] flow = {"sse", "sse-c:partner"};
    assertThat(the(cloud.ofFlow(bucket, flow), "sse-c-usable").outcome()).isEqualTo("failed");
    cloud.encryption(bucket, EncryptionType.NONE, true);
    assertThat(the(cloud.ofFlow(bucket, flow), "sse-c-usable").outcome()).isEqualTo("passed");
    assertThat(the(cloud.ofFlow(bucket, flow), "sse-c-blocked").outcome()).isEqualTo("skipped");
  }

  @Test
  void a_policy_that_takes_other_encryption_is_found_and_one_that_denies_it_blocks_sse_c_too() {
    String bucket = cloud.soundBucket();
    String[] flow = {"sse", "sse-s3"};
    cloud.encryption(bucket, EncryptionType.NONE, true);
    assertThat(flaws(cloud.ofFlow(bucket, flow))).contains("sse-enforced", "sse-c-blocked");
    cloud.policy(
        bucket,
        denyPlainHttp(bucket),
        denyOldTls(bucket),
        deny("s3:PutObject", bucket, KIND.formatted("aws:kms")));
    assertThat(flaws(cloud.ofFlow(bucket, flow))).contains("sse-enforced");
    cloud.policy(
        bucket,
        denyPlainHttp(bucket),
        denyOldTls(bucket),
        deny("s3:PutObject", bucket, KIND.formatted("AES256")));
    assertThat(flaws(cloud.ofFlow(bucket, flow))).doesNotContain("sse-enforced", "sse-c-blocked");
  }

  @Test
  void a_flow_that_locks_in_a_bucket_without_locks_is_found() {
    String[] flow = {"lockMode", "governance", "lockRetain", "1d"};
    assertThat(the(cloud.ofFlow(cloud.soundBucket(), flow), "object-lock-usable").outcome())
        .isEqualTo("passed");
    cloud.cloud.s3().ensureBucket("without-locks");
    Report report = cloud.ofFlow("without-locks", flow);
    assertThat(flaws(report)).contains("object-lock-usable", "object-lock");
    assertThat(the(cloud.ofFlow("without-locks"), "object-lock-usable").outcome())
        .isEqualTo("skipped");
  }

  @Test
  void who_may_not_look_is_told_what_it_takes_and_the_rest_is_judged() {
    try (CheckedCloud blind = new CheckedCloud(folder.resolve("none"), "s3:GetBucketVersioning")) {
      Report report = blind.ofSender(blind.soundBucket(), "access", "write-only");
      assertThat(the(report, "versioning").outcome()).isEqualTo("passed");
      assertThat(the(report, "tls-enforced").verdict())
          .isEqualTo(new Verdict.Unseen("not allowed to look, needs s3:GetBucketPolicy"));
      assertThat(the(report, "key-enabled").verdict())
          .isEqualTo(new Verdict.Unseen("not allowed to look, needs kms:DescribeKey"));
    }
  }
}
