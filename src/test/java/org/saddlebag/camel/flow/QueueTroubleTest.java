package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.text;

import jakarta.jms.JMSException;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;

/** By AMQP, and with a store that is away. */
class QueueTroubleTest extends BrokerTroubleContract {

  @Override
  String uri() {
    return broker.uri();
  }

  @Override
  String sendOne() throws JMSException {
    broker.send(text("survives"));
    return "survives";
  }

  @Test
  void work_that_is_done_once_ends_when_the_broker_stays_away() {
    house.fromQueue("orders");

    FlowSummary done = house.once();

    assertThat(done.outOfReach()).containsExactly("orders");
    assertThat(done.allWell()).isFalse();
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
      assertThat(log.said("went back after 2 attempts")).isGreaterThanOrEqualTo(3);
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
}
