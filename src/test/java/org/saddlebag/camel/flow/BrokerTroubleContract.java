package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.text;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.TestBroker;

/** The broker is away or says no, by any protocol: nothing is lost, and it is said once. */
abstract class BrokerTroubleContract extends QueueCase {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The broker's address, by the protocol. */
  abstract String uri();

  /** Sends a message by the protocol; returns what it holds, as Latin-1. */
  abstract String sendOne() throws Exception;

  @BeforeEach
  void speak() {
    house.broker(uri(), TestBroker.USER, TestBroker.PASSWORD);
  }

  @Test
  void a_broker_that_dies_before_the_acknowledgement_gives_the_message_again_to_one_object()
      throws Exception {
    broker.up();
    String content = sendOne();
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
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 2);
      await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    assertThat(house.keys()).hasSize(1);
    assertThat(dead()).isZero();
    assertThat(opened()).containsExactly(content);
  }

  @Test
  void a_broker_that_is_down_at_the_start_and_again_later_is_waited_for() throws Exception {
    house.fromQueue("orders");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> log.said("broker-unreachable") >= 2);
      broker.up();
      broker.send(text("1"));
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      broker.down();
      await().atMost(PATIENCE).until(() -> log.said("broker-unreachable") >= 3);
      broker.up();
      broker.send(text("2"), text("3"));
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 3);

      assertThat(log.said("broker-unreachable")).as("once at each occasion").isEqualTo(3);
      assertThat(log.said("answers again")).isEqualTo(2);
      assertThat(log.lines()).noneMatch(line -> line.contains(TestBroker.PASSWORD));
    }
    assertThat(opened()).containsExactlyInAnyOrder("1", "2", "3");
  }

  @Test
  void who_was_at_work_while_the_broker_was_away_tells_of_it_no_second_time() throws Exception {
    broker.up();
    sendOne();
    house.fromQueue("orders", "parallel=2");
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    CountDownLatch bothAtWork = new CountDownLatch(2);
    AtomicInteger stored = new AtomicInteger();
    house.whenStored(
        (receipt, lasting) -> {
          atWork.countDown();
          if (stored.incrementAndGet() == 1) {
            require(back);
          } else if (back.getCount() == 0) {
            bothAtWork.countDown();
            require(bothAtWork);
          }
        });
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      require(atWork);
      broker.down();
      await().atMost(PATIENCE).until(() -> log.said("broker-unreachable") == 1);
      broker.up();
      await().atMost(PATIENCE).until(() -> log.said("answers again") == 1);
      back.countDown();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                broker.send(text("more"));
                return bothAtWork.getCount() == 0;
              });

      assertThat(log.said("broker-unreachable")).isEqualTo(1);
      assertThat(log.said("answers again")).isEqualTo(1);
    }
  }

  private static void require(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_wrong_password_and_a_queue_that_is_missing_are_told_at_the_start() {
    broker.up();
    house.broker(uri(), TestBroker.USER, "not this one");
    house.fromQueue("orders");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("refuses user 'saddlebag'")
        .hasMessageContaining("Correct user and password")
        .hasMessageNotContaining("not this one");

    house.broker(uri(), TestBroker.USER, TestBroker.PASSWORD);
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
  void a_queue_that_goes_away_counts_as_out_of_reach_until_it_is_back() throws Exception {
    broker.up();
    house.fromQueue("orders", "parallel=1");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      sendOne();
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
      assertThat(log.said("no-such-queue")).isEqualTo(1);
    }
  }
}
