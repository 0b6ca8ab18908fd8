package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;

/**
 * A flow that may only write: what goes out, what the receipt says, what happens to taken names.
 */
class WriteOnlyFlowTest extends FlowTest {

  private static final List<String> LOOKS =
      List.of(
          "GetObject",
          "HeadObject",
          "HeadBucket",
          "ListObjectsV2",
          "ListMultipartUploads",
          "GetObjectTagging");

  private void assertNothingWasLookedAt() {
    for (String look : LOOKS) {
      assertThat(house.s3().requests().count(look)).as(look).isZero();
    }
  }

  private String receipts() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(house.state().resolve("receipts"))) {
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void small_and_large_files_are_delivered_without_one_look() throws IOException {
    house.drop("small.txt", "content");
    Files.write(house.inbox().resolve("large.bin"), new byte[(8 << 20) + 1]);

    FlowSummary summary = house.in("in", "access=write-only").once();

    assertThat(summary.allWell()).as(summary.toString()).isTrue();
    assertThat(summary.delivered()).isEqualTo(2);
    assertNothingWasLookedAt();
    assertThat(house.s3().requests().count("CompleteMultipartUpload")).isEqualTo(1);
    assertThat(receipts())
        .contains("\"judged\":\"answer\"")
        .contains("\"proof\":\"FULL_OBJECT_CHECKSUM\"");
    assertThat(house.keys()).containsExactly("large.bin", "small.txt");
  }

  @Test
  void a_flow_with_full_access_looks_at_the_bucket_and_is_judged_by_more() throws IOException {
    house.drop("a.txt", "content");
    house.in("in").once();
    assertThat(house.s3().requests().count("HeadBucket")).isPositive();
    assertThat(receipts()).doesNotContain("judged");
  }

  @Test
  void a_taken_name_is_not_replaced_and_the_file_gets_one_of_its_own() throws IOException {
    house.putUnsealed("a.txt", "older");
    house.drop("a.txt", "newer");

    FlowSummary summary = house.in("in", "access=write-only", "attempts=1").once();

    assertThat(summary.allWell()).isTrue();
    assertNothingWasLookedAt();
    Set<String> keys = new TreeSet<>(house.keys());
    assertThat(keys).hasSize(2).contains("a.txt");
    assertThat(keys).anyMatch(key -> key.matches("a-[0-9a-f]{12}\\.txt"));
    assertThat(house.head("a.txt").lengthBytes()).isEqualTo(5);
  }

  @Test
  void where_nothing_is_replaced_the_file_is_parked_and_told_that_it_may_be_there_already()
      throws IOException {
    house.putUnsealed("a.txt", "older");
    house.drop("a.txt", "newer");

    FlowSummary summary = house.in("in", "access=write-only", "collision=refuse").once();

    assertThat(summary.failed()).isEqualTo(1);
    assertNothingWasLookedAt();
    assertThat(FlowHouse.tree(house.inbox()).get(".failed/a.txt.reason"))
        .contains("object-exists", "a write-only sender can't look");
  }

  /** The first answer is lost behind the store's commit: a second copy, and never a loss. */
  @Test
  void a_lost_answer_leads_to_a_second_copy_and_not_to_a_loss() throws IOException {
    house.drop("a.txt", "content");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                "a.txt".equals(call.key()) && call.attempt() == 1
                    ? new Fault.ResetAfterWork()
                    : Fault.none());

    FlowSummary summary = house.in("in", "access=write-only").once();
    house.s3().setFaults(null);

    assertThat(summary.allWell()).as(summary.toString()).isTrue();
    assertNothingWasLookedAt();
    assertThat(house.keys()).hasSize(2).contains("a.txt");
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys(".done/a.txt");
  }

  @Test
  void a_kms_key_of_the_bucket_is_warned_of_with_the_reason() throws IOException {
    house.drop("a.txt", "content");
    try (CapturedLog log = new CapturedLog("org.saddlebag", Level.WARN)) {
      house.in("in", "access=write-only", "sse=sse-kms").once();
      assertThat(String.join("\n", log.lines()))
          .contains("in: a write-only sender under sse-kms", "kms:Decrypt");
    }
    try (CapturedLog log = new CapturedLog("org.saddlebag", Level.WARN)) {
      house.without().in("in", "access=write-only", "sse=sse-s3").once();
      assertThat(String.join("\n", log.lines())).doesNotContain("kms:Decrypt");
    }
  }

  @Test
  void what_the_store_or_the_sender_cannot_do_is_refused_before_the_first_file()
      throws IOException {
    house.drop("a.txt", "content");
    assertThatThrownBy(
            () ->
                house
                    .in("one", "access=write-only", "storageClass=STANDART", "tags=aws:x=1")
                    .once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("flow 'one'")
        .hasMessageContaining("did you mean STANDARD?")
        .hasMessageContaining("begins with aws:");
    assertThatThrownBy(() -> house.without().in("two", "lockMode=governance").once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("there is only lockMode: give both");
    assertThatThrownBy(
            () -> house.without().in("three", "bucket=x--euc1-az1--x-s3", "acl=private").once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("directory bucket x--euc1-az1--x-s3 does not have a canned ACL");
    assertThat(house.s3().requests().count("PutObject")).isZero();
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("a.txt");
  }
}
