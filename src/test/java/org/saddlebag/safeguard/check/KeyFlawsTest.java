package org.saddlebag.safeguard.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.safeguard.check.CheckedCloud.the;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The KMS keys of a flow and of its bucket: sound as they are, then with each flaw. */
class KeyFlawsTest {

  @TempDir Path folder;
  private CheckedCloud cloud;
  private String bucket;

  @BeforeEach
  void start() {
    cloud = new CheckedCloud(folder);
    bucket = cloud.soundBucket();
    for (String check :
        new String[] {"key-enabled", "key-deletion", "key-rotation", "key-public", "key-kind"}) {
      assertThat(the(cloud.ofFlow(bucket), check).outcome()).as(check).isEqualTo("passed");
    }
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void a_disabled_key() {
    cloud.kms.disableKey(key -> key.keyId(cloud.keyArn));
    assertThat(the(cloud.ofFlow(bucket), "key-enabled").verdict().words()).endsWith("Disabled");
  }

  @Test
  void a_key_about_to_be_deleted() {
    cloud.kms.scheduleKeyDeletion(key -> key.keyId(cloud.keyArn).pendingWindowInDays(7));
    Finding finding = the(cloud.ofFlow(bucket), "key-deletion");
    assertThat(finding.failed()).isTrue();
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.subject()).isEqualTo(cloud.keyArn);
  }

  @Test
  void a_key_that_is_never_rotated() {
    cloud.kms.disableKeyRotation(key -> key.keyId(cloud.keyArn));
    assertThat(the(cloud.ofFlow(bucket), "key-rotation").failed()).isTrue();
  }

  @Test
  void a_key_whose_policy_is_open() {
    cloud.kms.putKeyPolicy(
        put ->
            put.keyId(cloud.keyArn)
                .policy(
                    "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
                        + "\"Action\":\"kms:*\",\"Resource\":\"*\"}}"));
    assertThat(the(cloud.ofFlow(bucket), "key-public").failed()).isTrue();
  }

  @Test
  void a_key_that_is_not_there() {
    cloud.kms.deleteAlias(alias -> alias.aliasName("alias/orders"));
    Report report = cloud.ofFlow(bucket);
    assertThat(the(report, "key-enabled").verdict().words()).endsWith("KMS has no such key");
    assertThat(the(report, "key-rotation").outcome()).isEqualTo("skipped");
  }

  @Test
  void the_key_at_rest_is_looked_at_too() {
    String other = cloud.cloud.kms().ensureKey("alias/at-rest");
    assertThat(
            cloud.ofFlow(bucket, "sse", "sse-kms:alias/at-rest").flaws(Severity.MEDIUM).stream()
                .map(Finding::subject))
        .contains(other);
    assertThat(
            cloud.ofBucket(bucket).findings().stream()
                .filter(finding -> finding.check().id().equals("key-enabled"))
                .map(Finding::subject))
        .containsExactly(cloud.keyArn);
  }
}
