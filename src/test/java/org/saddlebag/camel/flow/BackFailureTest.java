package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowObserver;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.ObjectAddress;

/** Objects that can't be brought back stay, with a reason, until a retry or a newer content. */
class BackFailureTest extends FlowTest {

  private static final ObjectAddress A = new ObjectAddress(FlowHouse.BUCKET, "out/a");

  @BeforeEach
  void send() throws IOException {
    house.drop("a", "content of a");
    house.in("in", "objectKey=out/{path}").once();
    house.without().back("back", "prefix=out/", "attempts=2", "delay=100");
  }

  private void failGets(Fault fault) {
    failGets(fault, () -> {});
  }

  private void failGets(Fault fault, Runnable meanwhile) {
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("GetObject")) {
                meanwhile.run();
                return fault;
              }
              return Fault.none();
            });
  }

  private long gets() {
    return house.s3().requests().count("GetObject");
  }

  private Path texts() {
    return house.state().resolve("failed/back");
  }

  private List<ObjectAddress> retry() {
    return FailedDeliveries.retry(house.routes(), house.state(), null, "back").objects();
  }

  @Test
  void a_damaged_object_is_parked_with_its_reason_and_left_alone_until_a_retry()
      throws IOException {
    failGets(new Fault.FlipBody(3));
    assertThat(house.once().failed()).isEqualTo(1);
    assertThat(gets()).isEqualTo(1);
    assertThat(FlowHouse.tree(texts()).values())
        .singleElement()
        .asString()
        .contains("object: \"s3://acme-archive/out/a\"", "flow: back", "fix: ", "attempts: 1");

    failGets(Fault.none());
    FlowSummary restarted = house.once();
    assertThat(restarted.delivered() + restarted.failed()).isZero();
    assertThat(gets()).isEqualTo(1);

    assertThat(retry()).containsExactly(A);
    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(FlowHouse.tree(house.outbox())).containsEntry("a", "content of a");
    assertThat(FlowHouse.tree(texts())).isEmpty();
  }

  @Test
  void polls_of_the_same_process_leave_it_alone_and_take_it_up_after_a_retry() {
    failGets(new Fault.FlipBody(3));
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().until(() -> run.runner.summary().failed() == 1);
      int lists = house.s3().requests().of("ListObjectsV2").size();
      await().until(() -> house.s3().requests().of("ListObjectsV2").size() >= lists + 3);
      assertThat(gets()).isEqualTo(1);

      failGets(Fault.none());
      assertThat(retry()).containsExactly(A);
      await().until(() -> run.runner.summary().delivered() == 1);
    }
  }

  @Test
  void what_may_pass_is_parked_once_its_attempts_are_used_up() throws IOException {
    failGets(new Fault.Fail(503, "SlowDown"));

    assertThat(house.once().failed()).isEqualTo(1);
    house.once();

    assertThat(gets()).isEqualTo(2);
    assertThat(FlowHouse.tree(texts()).values())
        .singleElement()
        .asString()
        .contains("code: slow-down", "attempts: 2");
  }

  @Test
  void newer_content_of_the_key_is_delivered_and_the_old_failure_forgotten() throws IOException {
    failGets(new Fault.FlipBody(3));
    house.once();
    failGets(Fault.none());
    house.without().in("in", "objectKey=out/{path}", "collision=overwrite");
    house.drop("a", "newer");
    house.once();

    house.without().back("back", "prefix=out/");

    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(FlowHouse.tree(house.outbox())).containsEntry("a", "newer");
    assertThat(retry()).isEmpty();
  }

  @Test
  void the_text_is_there_before_anybody_is_told() {
    failGets(new Fault.FlipBody(3));
    List<Integer> seen = new ArrayList<>();
    try (FlowHouse.Run run = house.open()) {
      run.runner.observe(
          new FlowObserver() {
            @Override
            public void delivered(String flow, String what) {}

            @Override
            public void failed(String flow, String source, SaddlebagException why) {
              seen.add(tree().size());
            }
          });
      run.runner.runOnce();
    }
    assertThat(seen).containsExactly(1);
  }

  @Test
  void an_object_that_is_gone_leaves_no_text() throws IOException {
    failGets(new Fault.Fail(404, "NoSuchKey"));
    assertThat(house.once().failed()).isEqualTo(1);
    assertThat(FlowHouse.tree(texts())).isEmpty();
  }

  @Test
  void where_the_state_cant_be_written_it_rests_and_the_next_process_tries_again()
      throws IOException {
    failGets(new Fault.FlipBody(3), this::blockTexts);

    assertThat(house.once().failed()).isEqualTo(1);
    assertThat(gets()).isEqualTo(1);

    Files.delete(texts());
    failGets(Fault.none());
    assertThat(house.once().delivered()).isEqualTo(1);
  }

  private void blockTexts() {
    try {
      Files.delete(texts());
      Files.createFile(texts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> tree() {
    try {
      return FlowHouse.tree(texts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
