package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.Level;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.testing.TestSqs;

/** Each message of SQS is in one line, whichever node it comes to. */
class SharedSqsBatchTest extends SharedBatchCase {

  private final TestSqs sqs = TestSqs.notYet();

  @BeforeEach
  void name() {
    house.sqs(sqs.endpoint());
    sqs.up();
  }

  @AfterEach
  void stop() {
    // A server that stops waits for the answers that our clients wait for.
    house.close();
    sqs.close();
  }

  private void send(int from, int to) {
    for (int i = from; i < to; i++) {
      sqs.send("m" + i);
    }
  }

  private void flow(String batchMessages) {
    house.fromSqs(
        "orders",
        "shared=true",
        "parallel=1",
        "batchMessages=" + batchMessages,
        "batchTime=1s",
        "attempts=1",
        "visibilityTimeout=2");
  }

  private void untilEmpty() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(once("second", second).outOfReach()).isEmpty();
              return sqs.count(TestSqs.QUEUE) == 0;
            });
  }

  @Test
  void two_nodes_put_each_message_in_one_line() throws Exception {
    send(0, 60);
    flow("7");

    CompletableFuture<FlowSummary> other =
        CompletableFuture.supplyAsync(() -> once("second", second));
    assertThat(once("first", first).allWell()).isTrue();
    assertThat(other.join().allWell()).isTrue();
    untilEmpty();

    assertThat(notLetGo()).isZero();
    assertThat(values()).containsExactlyInAnyOrder(upTo(60));
  }

  /** The object is in the store, and its sender has noted nothing and is not heard of any more. */
  @Test
  void what_a_dead_node_has_sent_another_finds_in_other_company() throws Exception {
    send(0, 3);
    AtomicBoolean died = new AtomicBoolean();
    house.whenStored(
        (receipt, lasting) -> {
          if (died.compareAndSet(false, true)) {
            throw new IllegalStateException("dies with the object in the store");
          }
        });
    flow("3");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.openNode("first", first)) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> said(log, "went back") >= 1);
    }
    first.close();
    letTimePass();
    send(3, 6);
    house.without();
    flow("100");

    untilEmpty();

    assertThat(notLetGo()).isZero();
    assertThat(values()).containsExactlyInAnyOrder(upTo(6));
  }

  /** Which transactions have let go of messages. */
  public static final class LettingGo implements Trigger {

    private static final Set<String> TRANSACTIONS = ConcurrentHashMap.newKeySet();

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery("CALL TRANSACTION_ID()")) {
        found.next();
        TRANSACTIONS.add(found.getString(1));
      }
    }
  }

  /** Neither by the node that has let go of it nor by another. */
  @Test
  void what_comes_again_after_it_was_let_go_is_no_other_line() throws Exception {
    house.sqs(TestSqs.deletingInVain(TestSqs.client(sqs.endpoint(), 1), 2));
    send(0, 3);
    flow("3");

    assertThat(once("first", first).delivered()).isEqualTo(1);
    untilEmpty();

    assertThat(values()).containsExactlyInAnyOrder(upTo(3));
  }

  /** SQS lets go of ten at once, and whoever extends them must not wait for the database. */
  @Test
  void the_database_is_told_once_of_all_that_has_gone() throws Exception {
    first.needBatches();
    first.require();
    change(
        "CREATE TRIGGER letting_go AFTER UPDATE ON saddlebag_messages FOR EACH ROW CALL '"
            + LettingGo.class.getName()
            + "'");
    LettingGo.TRANSACTIONS.clear();
    send(0, 30);
    flow("30");

    untilEmpty();

    assertThat(notLetGo()).isZero();
    assertThat(LettingGo.TRANSACTIONS).hasSameSizeAs(house.keys());
  }
}
