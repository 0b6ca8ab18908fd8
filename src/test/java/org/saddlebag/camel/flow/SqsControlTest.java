package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.delivery.PausedFlows;
import org.saddlebag.testing.TestSqs;

/** SQS's consumers take no more than they deliver, and none while they are paused. */
class SqsControlTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARALLEL = 2;
  private static final int MESSAGES = 8;

  private final TestSqs sqs = TestSqs.notYet();

  @BeforeEach
  void up() {
    house.sqs(sqs.endpoint());
    sqs.up();
  }

  @AfterEach
  void stop() {
    sqs.close();
  }

  @Test
  void a_slow_store_leaves_the_messages_in_the_queue() {
    for (int i = 0; i < MESSAGES; i++) {
      sqs.send("message " + i);
    }
    house.fromSqs("orders", "parallel=" + PARALLEL);
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
    assertThat(sqs.count(TestSqs.QUEUE)).isZero();
  }

  @Test
  void a_paused_queue_keeps_its_messages_and_what_is_under_way_is_delivered() {
    sqs.send("under way");
    house.fromSqs("orders", "parallel=" + PARALLEL);
    SlowStore store = new SlowStore(house);
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      store.awaitAsked(1);
      new PausedFlows(house.state()).pause("orders", Instant.now());
      await().atMost(PATIENCE).until(() -> run.runner.paused().contains("orders"));
      store.answer(10);
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
      sqs.send("later");
      await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> house.keys().size() == 1);

      new PausedFlows(house.state()).resume("orders");
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 2);
    }
    assertThat(sqs.count(TestSqs.QUEUE)).isZero();
  }
}
