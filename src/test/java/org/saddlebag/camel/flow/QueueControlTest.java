package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.text;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.delivery.PausedFlows;

/** A queue's consumers take no more than they deliver, and none while they are paused. */
class QueueControlTest extends QueueCase {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARALLEL = 2;
  private static final int MESSAGES = 8;

  @BeforeEach
  void up() {
    broker.up();
  }

  @Test
  void a_slow_store_leaves_the_messages_in_the_queue() throws Exception {
    for (int i = 0; i < MESSAGES; i++) {
      broker.send(text("message " + i));
    }
    house.fromQueue("orders", "parallel=" + PARALLEL);
    SlowStore store = new SlowStore(house);
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      for (int i = 0; i < MESSAGES - PARALLEL; i++) {
        store.awaitAsked(PARALLEL);
        assertThat(run.runner.figures("orders").inFlight()).isLessThanOrEqualTo(PARALLEL);
        store.answer(1);
      }
      store.answer(PARALLEL);
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == MESSAGES);
    }
    assertThat(store.most()).isEqualTo(PARALLEL);
    assertThat(waiting()).isZero();
  }

  @Test
  void a_paused_queue_keeps_its_messages_and_what_is_under_way_is_delivered() throws Exception {
    broker.send(text("under way"));
    house.fromQueue("orders");
    SlowStore store = new SlowStore(house);
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      store.awaitAsked(1);
      new PausedFlows(house.state()).pause("orders", Instant.now());
      await().atMost(PATIENCE).until(() -> run.runner.paused().contains("orders"));
      store.answer(10);
      await().atMost(PATIENCE).until(() -> waiting() == 0);
      broker.send(text("later"));

      // A receive that was on its way when the pause came gives its message back.
      await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> waiting() == 1);
      assertThat(house.keys()).hasSize(1);

      new PausedFlows(house.state()).resume("orders");
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 2);
    }
    assertThat(house.keys()).hasSize(2);
  }
}
