package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.local.wire.RecordedRequest;

/** What fails is tried again from its source, or parked with its reason; never lost. */
class RetryTest extends FlowTest {

  private void failPuts(int first, Fault fault, Runnable meanwhile) {
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("PutObject") && call.attempt() <= first) {
                meanwhile.run();
                return fault;
              }
              return Fault.none();
            });
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void each_attempt_reads_the_source_anew_and_seals_it_under_a_key_of_its_own() throws IOException {
    Path source = house.drop("a.txt", "what it was");
    failPuts(1, new Fault.Fail(503, "SlowDown"), () -> write(source, "what it has become"));

    FlowSummary summary = house.in("in").back("back").once();

    assertThat(summary.allWell()).isTrue();
    assertThat(FlowHouse.tree(house.outbox())).containsEntry("a.txt", "what it has become");
    List<RecordedRequest> puts = house.s3().requests().of("PutObject");
    assertThat(puts).hasSize(2);
    // The encrypted data key and the message id.
    assertThat(meta(puts.get(0), "x-amz-3"))
        .isNotBlank()
        .isNotEqualTo(meta(puts.get(1), "x-amz-3"));
    assertThat(meta(puts.get(0), "x-amz-i"))
        .isNotBlank()
        .isNotEqualTo(meta(puts.get(1), "x-amz-i"));
  }

  private static String meta(RecordedRequest request, String name) {
    return request.headers().get("x-amz-meta-" + name, "");
  }

  @Test
  void a_taken_name_is_numbered_without_a_pause_and_uses_up_no_attempt() throws IOException {
    house.putUnsealed("a.txt", "older");
    house.putUnsealed("a-1.txt", "older");
    house.drop("a.txt", "newer");

    FlowSummary summary =
        house.in("in", "attempts=1", "retryDelay=86400000", "retryDelayMax=86400000").once();

    assertThat(summary.allWell()).isTrue();
    assertThat(house.keys()).containsExactly("a-1.txt", "a-2.txt", "a.txt");
  }

  @Test
  void what_fails_for_good_is_parked_at_once_with_its_reason() throws IOException {
    house.drop("sub/a.txt", "content");
    failPuts(100, new Fault.Fail(403, "AccessDenied"), () -> {});

    FlowSummary summary = house.in("in").once();

    assertThat(summary.flows().get("in").failed()).isEqualTo(1);
    assertThat(house.s3().requests().count("PutObject")).isEqualTo(1);
    assertThat(FlowHouse.tree(house.inbox()))
        .containsOnlyKeys(".failed/sub/a.txt", ".failed/sub/a.txt.reason")
        .containsEntry(".failed/sub/a.txt", "content");
    assertThat(FlowHouse.tree(house.inbox()).get(".failed/sub/a.txt.reason"))
        .contains("access-denied");
  }

  @Test
  void what_may_pass_is_tried_as_often_as_the_flow_says_and_then_parked() throws IOException {
    house.drop("a.txt", "content");
    failPuts(100, new Fault.Fail(503, "SlowDown"), () -> {});

    FlowSummary summary = house.in("in", "attempts=3").once();

    assertThat(summary.failed()).isEqualTo(1);
    assertThat(house.s3().requests().count("PutObject")).isEqualTo(3);
    assertThat(FlowHouse.tree(house.inbox()).get(".failed/a.txt.reason"))
        .contains("slow-down")
        .contains("3");
  }

  @Test
  void what_was_parked_is_delivered_after_a_retry() throws IOException {
    house.drop("a.txt", "content");
    failPuts(1, new Fault.Fail(403, "AccessDenied"), () -> {});
    house.in("in").once();

    assertThat(FailedDeliveries.retry(house.routes(), house.state(), null, "in").files())
        .containsExactly(house.inbox().resolve("a.txt"));
    FlowSummary summary = house.once();

    assertThat(summary.delivered()).isEqualTo(1);
    assertThat(house.keys()).containsExactly("a.txt");
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys(".done/a.txt");
  }

  @Test
  void a_flow_that_nobody_declared_is_not_retried_in_silence() {
    house.in("in");
    assertThatThrownBy(() -> FailedDeliveries.retry(house.routes(), house.state(), null, "out"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'out'; there are [in]");
  }

  @Test
  void a_file_that_grows_while_it_is_read_is_delivered_whole_or_not_at_all() throws IOException {
    Path source = house.drop("big.bin", "x".repeat(9 << 20));
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("CreateMultipartUpload") && call.attempt() == 1) {
                write(source, "y".repeat(10 << 20));
              }
              return Fault.none();
            });

    FlowSummary summary = house.in("in").back("back").once();

    assertThat(summary.allWell()).isTrue();
    assertThat(house.s3().requests().count("AbortMultipartUpload")).isPositive();
    assertThat(FlowHouse.tree(house.outbox()).get("big.bin")).isEqualTo("y".repeat(10 << 20));
    assertThat(house.keys()).containsExactly("big.bin");
  }

  @Test
  void one_bad_file_does_not_hold_the_others_up() throws IOException {
    for (int i = 0; i < 20; i++) {
      house.drop("f" + i, "content " + i);
    }
    house
        .s3()
        .setFaults(
            (call, headers) ->
                "f7".equals(call.key()) ? new Fault.Fail(503, "SlowDown") : Fault.none());

    FlowSummary summary = house.in("in", "attempts=2").once();

    assertThat(summary.delivered()).isEqualTo(19);
    assertThat(summary.failed()).isEqualTo(1);
  }
}
