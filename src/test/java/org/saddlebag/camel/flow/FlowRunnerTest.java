package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.camel.RouteError;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;

/** Starting, stopping, and knowing when there is nothing left to do. */
class FlowRunnerTest extends FlowTest {

  @Test
  void nothing_moves_while_anything_is_wrong_and_all_of_it_is_said() throws IOException {
    house.drop("a", "1");
    house.in("good").in("bad", "directory=/no/such/place", "kolision=number");

    assertThatThrownBy(house::once)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(RouteError.FLOWS_WRONG);
              assertThat(refused.what())
                  .startsWith("2 problems with the flows")
                  .contains("kolision", "/no/such/place");
            });
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("a");
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void a_bucket_that_does_not_exist_is_told_before_the_first_file_fails() throws IOException {
    house.drop("a", "1");
    house.in("in", "bucket=no-such-bucket");

    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no-such-bucket")
        .hasMessageContaining("Create the bucket");
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("a");
  }

  @Test
  void flows_use_the_properties_of_the_configuration() throws IOException {
    house.drop("a", "1");
    java.nio.file.Path properties =
        Files.writeString(
            folder.resolve("application.properties"), "archive.prefix=from-properties\n");
    house.in("in", "objectKey={{archive.prefix}}/{path}");

    try (FlowHouse.Run run = house.open(FlowHouse.keyring(), properties, Duration.ofSeconds(10))) {
      run.runner.runOnce();
    }

    assertThat(house.keys()).containsExactly("from-properties/a");
  }

  @Test
  void once_ends_by_itself_where_there_is_nothing() {
    assertThat(house.in("in").back("back").once().delivered()).isZero();
  }

  @Test
  void once_works_off_what_one_flow_hands_to_another() throws IOException {
    for (int i = 0; i < 60; i++) {
      house.drop("d" + i % 7 + "/f" + i, "content " + i);
    }

    FlowSummary summary = house.in("in").back("back", "after=delete").once();

    assertThat(summary.flows().get("in").delivered()).isEqualTo(60);
    assertThat(summary.flows().get("back").delivered()).isEqualTo(60);
    assertThat(house.keys()).isEmpty();
    assertThat(FlowHouse.tree(house.outbox())).hasSize(60);
  }

  @Test
  void once_ends_and_says_so_where_the_store_is_out_of_reach() {
    house.back("back");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().startsWith("List")
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());

    FlowSummary summary = house.once();

    assertThat(summary.allWell()).isFalse();
    assertThat(summary.flows().get("back").outOfReach()).isTrue();
  }

  @Test
  void files_are_taken_while_it_runs() throws IOException {
    house.in("in", "delay=50").back("back", "delay=50");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      house.drop("first", "1");
      await().until(() -> Files.exists(house.outbox().resolve("first")));
      house.drop("second", "2");
      await().until(() -> Files.exists(house.outbox().resolve("second")));
    }
  }

  @Test
  void stopping_lets_a_delivery_under_way_end() throws Exception {
    CountDownLatch putting = new CountDownLatch(1);
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("PutObject")) {
                putting.countDown();
                return new Fault.Delay(Duration.ofMillis(1500), Fault.none());
              }
              return Fault.none();
            });
    house.in("in", "delay=50");
    house.drop("a", "1");

    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      putting.await();
      assertThat(run.runner.stop().delivered()).isEqualTo(1);
    }

    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys(".done/a");
  }

  @Test
  void also_the_one_that_waits_in_line() throws Exception {
    CountDownLatch putting = new CountDownLatch(1);
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("PutObject")) {
                putting.countDown();
                return new Fault.Delay(Duration.ofMillis(1500), Fault.none());
              }
              return Fault.none();
            });
    house.in("in", "delay=50", "parallel=1");
    for (int i = 0; i < 2; i++) {
      house.drop("f" + i, "1");
    }

    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      putting.await();
      assertThat(run.runner.stop().delivered()).isEqualTo(2);
    }

    assertThat(house.s3().requests().count("PutObject")).isEqualTo(2);
    assertThat(FlowHouse.tree(house.inbox())).hasSize(2).containsKey(".done/f0");
  }

  @Test
  void large_files_do_not_hold_up_small_ones() throws IOException {
    CountDownLatch small = new CountDownLatch(20);
    AtomicBoolean heldUp = new AtomicBoolean();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("PutObject")) {
                small.countDown();
              } else if (call.operation().equals("UploadPart") && !ended(small)) {
                heldUp.set(true);
              }
              return Fault.none();
            });
    for (int i = 0; i < 4; i++) {
      house.drop("large" + i, "x".repeat(9 << 20));
    }
    for (int i = 0; i < 20; i++) {
      house.drop("small" + i, "1");
    }

    FlowSummary summary = house.in("in", "parallel=4").once();

    assertThat(heldUp).isFalse();
    assertThat(summary.delivered()).isEqualTo(24);
  }

  private static boolean ended(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void more_files_than_one_poll_takes_are_all_delivered_with_their_links() throws IOException {
    for (int i = 0; i < 1100; i++) {
      house.drop("f" + i, "");
      if (i % 20 == 0) {
        Files.createSymbolicLink(house.inbox().resolve("l" + i), java.nio.file.Path.of("f" + i));
      }
    }

    FlowSummary summary = house.in("in").once();

    assertThat(summary.delivered()).isEqualTo(1155);
    assertThat(summary.allWell()).isTrue();
  }

  @Test
  void a_directory_that_vanishes_is_told_of_and_taken_up_again() throws IOException {
    house.in("in", "delay=50");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      Files.move(house.inbox(), folder.resolve("away"));
      await().until(() -> run.runner.summary().flows().get("in").outOfReach());
      Files.move(folder.resolve("away"), house.inbox());
      house.drop("a", "1");
      await().until(() -> house.keys().contains("a"));
    }
  }

  @Test
  void a_delivery_that_does_not_end_in_time_is_done_again_at_the_next_start() throws Exception {
    CountDownLatch putting = new CountDownLatch(1);
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("PutObject") && call.attempt() == 1) {
                putting.countDown();
                return new Fault.Delay(Duration.ofSeconds(6), new Fault.Reset(0));
              }
              return Fault.none();
            });
    house.in("in", "delay=50", "retryDelay=60000");
    house.drop("a", "1");

    try (FlowHouse.Run run = house.open(FlowHouse.keyring(), null, Duration.ofSeconds(1))) {
      run.runner.start();
      putting.await();
      FlowSummary summary = run.runner.stop();
      assertThat(summary.delivered()).isZero();
      assertThat(summary.failed()).isZero();
    }
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("a");

    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys(".done/a");
  }

  @Test
  @Timeout(60)
  void a_delivery_that_waits_for_its_next_attempt_does_not_hold_the_stop_up() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("PutObject")) {
                failed.countDown();
                return new Fault.Fail(503, "SlowDown");
              }
              return Fault.none();
            });
    house.in("in", "delay=50", "retryDelay=60000");
    house.drop("a", "1");

    try (FlowHouse.Run run = house.open(FlowHouse.keyring(), null, Duration.ofMinutes(5))) {
      run.runner.start();
      failed.await();
      assertThat(run.runner.stop().failed()).isZero();
    }

    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("a");
  }
}
