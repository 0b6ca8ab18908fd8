package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.text;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.TestBroker;

/** Broker or store are away, or say no: nothing is lost, and it is said once. */
class QueueTroubleTest extends QueueCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void a_broker_that_dies_before_the_acknowledgement_gives_the_message_again_to_one_object()
      throws Exception {
    broker.up();
    broker.send(text("survives"));
    house.fromQueue("orders", "parallel=1");
    AtomicInteger stored = new AtomicInteger();
    house.whenStored(
        (receipt, lasting) -> {
          if (stored.get() == 0) {
            broker.down();
          }
          stored.incrementAndGet();
        });

    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> stored.get() == 1 && house.keys().size() == 1);
      broker.up();
      await().atMost(PATIENCE).until(() -> waiting() == 0);
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 2);
    }

    assertThat(house.keys()).hasSize(1);
    assertThat(dead()).isZero();
    assertThat(opened()).containsExactly("survives");
  }

  @Test
  void a_broker_that_is_down_at_the_start_and_again_later_is_waited_for() throws Exception {
    house.fromQueue("orders");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> said(log, "broker-unreachable") >= 2);
      broker.up();
      broker.send(text("1"));
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      broker.down();
      await().atMost(PATIENCE).until(() -> said(log, "broker-unreachable") >= 3);
      broker.up();
      broker.send(text("2"), text("3"));
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 3);

      assertThat(said(log, "broker-unreachable")).as("once at each occasion").isEqualTo(3);
      assertThat(said(log, "answers again")).isEqualTo(2);
      assertThat(log.lines()).noneMatch(line -> line.contains(TestBroker.PASSWORD));
    }
    assertThat(opened()).containsExactlyInAnyOrder("1", "2", "3");
  }

  private static long said(CapturedLog log, String what) {
    return log.lines().stream().filter(line -> line.contains(what)).count();
  }

  @Test
  void work_that_is_done_once_ends_when_the_broker_stays_away() {
    house.fromQueue("orders");

    FlowSummary done = house.once();

    assertThat(done.outOfReach()).containsExactly("orders");
    assertThat(done.allWell()).isFalse();
  }

  @Test
  void a_wrong_password_and_a_queue_that_is_missing_are_told_at_the_start() {
    broker.up();
    house.broker(broker.uri(), TestBroker.USER, "not this one");
    house.fromQueue("orders");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("refuses user 'saddlebag'")
        .hasMessageContaining("Correct user and password")
        .hasMessageNotContaining("not this one");

    house.broker(broker.uri(), TestBroker.USER, TestBroker.PASSWORD);
    house.fromQueue("two", "queue=nowhere");
    house.fromQueue("three", "queue=DLQ", "deadLetterQueue=not-there");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("has no queue 'nowhere'")
        .hasMessageContaining("has no queue 'not-there'")
        .hasMessageContaining("Create the queue");
  }

  @Test
  void a_store_that_stays_away_leaves_the_messages_in_the_queue() throws Exception {
    broker.maxDeliveries(-1).up();
    broker.send(text("1"), text("2"), text("3"), text("4"));
    house.fromQueue("orders", "attempts=2");
    house.s3().close();

    FlowSummary done;
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      done = house.once();
      assertThat(said(log, "went back after 2 attempts")).isGreaterThanOrEqualTo(3);
    }

    assertThat(done.outOfReach()).containsExactly("orders");
    assertThat(done.delivered()).isZero();
    assertThat(waiting()).isEqualTo(4);
    assertThat(dead()).isZero();
  }

  @Test
  void a_stop_gives_a_message_back_that_is_waiting_for_its_next_attempt() throws Exception {
    broker.up();
    broker.send(text("later"));
    house.fromQueue("orders", "retryDelay=600000", "retryDelayMax=600000");
    house.s3().close();
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(log.lines())
                      .anyMatch(line -> line.contains("attempt 1 of 10 failed")));

      FlowSummary done = run.runner.stop();

      assertThat(done.delivered() + done.failed()).isZero();
      assertThat(log.lines()).anyMatch(line -> line.startsWith("orders: left ID:"));
    }
    await().atMost(PATIENCE).until(() -> waiting() == 1);
    assertThat(List.of(dead(), waiting())).containsExactly(0L, 1L);
  }

  @Test
  void a_queue_that_goes_away_counts_as_out_of_reach_until_it_is_back() throws Exception {
    broker.up();
    house.fromQueue("orders", "parallel=1");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      broker.send(text("1"));
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      broker.remove(TestBroker.QUEUE);
      await()
          .atMost(PATIENCE)
          .until(() -> run.runner.summary().outOfReach().equals(List.of("orders")));
      assertThat(dead()).isZero();
      broker.add(TestBroker.QUEUE);
      broker.send(text("2"));
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 2);
      assertThat(run.runner.summary().outOfReach()).isEmpty();
      assertThat(said(log, "no-such-queue")).isEqualTo(1);
    }
  }
}
