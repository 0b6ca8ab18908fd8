package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.TestBroker;

/** Each message of a broker is in one line, whichever node it comes to. */
class SharedQueueBatchTest extends SharedBatchCase {

  private TestBroker broker;

  @BeforeEach
  void startBroker() {
    broker = TestBroker.notYet(folder.resolve("broker")).maxDeliveries(-1).up();
    house.broker(broker.uri(), TestBroker.USER, TestBroker.PASSWORD);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  private void send(int from, int to) throws Exception {
    TestBroker.Maker[] makers = new TestBroker.Maker[to - from];
    for (int i = from; i < to; i++) {
      makers[i - from] = text("m" + i);
    }
    broker.send(makers);
  }

  private long waiting() {
    return broker.count(TestBroker.QUEUE);
  }

  private void flow(String... parameters) {
    String[] all = new String[parameters.length + 4];
    System.arraycopy(parameters, 0, all, 0, parameters.length);
    all[parameters.length] = "shared=true";
    all[parameters.length + 1] = "parallel=1";
    all[parameters.length + 2] = "batchTime=500ms";
    all[parameters.length + 3] = "attempts=1";
    house.fromQueue("orders", all);
  }

  /** All messages are the second node's, which has not heard of the first for long. */
  private void othersTakeOver() {
    broker.down();
    broker.up();
    letTimePass();
    try {
      house.without();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    flow("batchMessages=2");
    assertThat(once("second", second).allWell()).isTrue();
    assertThat(waiting()).isZero();
  }

  private void requireEachOnce(int messages) throws IOException {
    assertThat(waiting()).isZero();
    assertThat(broker.count(TestBroker.DEAD_LETTERS)).isZero();
    assertThat(values()).containsExactlyInAnyOrder(upTo(messages));
  }

  @Test
  void two_nodes_put_each_message_in_one_line_and_remember_nothing_in_the_end() throws Exception {
    send(0, 60);
    flow("batchMessages=7");

    CompletableFuture<FlowSummary> other =
        CompletableFuture.supplyAsync(() -> once("second", second));
    assertThat(once("first", first).allWell()).isTrue();
    assertThat(other.join().allWell()).isTrue();

    assertThat(notLetGo()).isZero();
    requireEachOnce(60);
  }

  /** Its connection is gone with the proof, and it notices that at the commit. */
  @Test
  void what_one_node_could_not_commit_another_lets_go_of() throws Exception {
    send(0, 5);
    AtomicBoolean gone = new AtomicBoolean();
    house.whenStored(
        (receipt, lasting) -> {
          if (gone.compareAndSet(false, true)) {
            broker.down();
          }
        });
    flow("batchMessages=3");
    try (FlowHouse.Run run = house.openNode("first", first)) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 1);
    }
    broker.up();
    assertThat(noted()).isEqualTo(4);
    house.without();
    flow("batchMessages=5");

    assertThat(once("second", second).allWell()).isTrue();

    assertThat(notLetGo()).isZero();
    assertThat(house.keys()).hasSize(2);
    requireEachOnce(5);
  }

  /** The first stops when its object is there; it wakes up when all is done. */
  @Test
  void a_node_that_wakes_up_behind_its_proof_adds_no_line() throws Exception {
    send(0, 5);
    AtomicBoolean slept = new AtomicBoolean();
    house.whenStored(
        (receipt, lasting) -> {
          if (slept.compareAndSet(false, true)) {
            othersTakeOver();
          }
        });
    flow("batchMessages=3");

    try (FlowHouse.Run run = house.openNode("first", first)) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> run.runner.figures("orders").inFlight() == 0);
      await().atMost(PATIENCE).until(() -> slept.get() && waiting() == 0);
    }

    requireEachOnce(5);
  }

  /** It wakes up with a request on its way that would let its object appear. */
  @ParameterizedTest
  @ValueSource(strings = {"CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"})
  void a_node_that_wakes_up_before_its_object_is_there_makes_none(String operation)
      throws Exception {
    send(0, 5);
    AtomicBoolean slept = new AtomicBoolean();
    AtomicBoolean woken = new AtomicBoolean();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals(operation) && slept.compareAndSet(false, true)) {
                othersTakeOver();
                woken.set(true);
              }
              return Fault.none();
            });
    flow("batchMessages=3");

    try (FlowHouse.Run run = house.openNode("first", first)) {
      run.runner.start();
      await()
          .atMost(PATIENCE)
          .until(() -> woken.get() && run.runner.figures("orders").inFlight() == 0);
    }

    assertThat(house.keys()).hasSizeGreaterThan(1);
    requireEachOnce(5);
  }

  @Test
  void what_makes_no_sense_is_told_at_the_start() {
    house.fromQueue("one", "shared=true");
    house.fromSqs("two", "shared=true", "batchMessages=1");
    assertThatThrownBy(() -> once("first", first))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'one' (flows.yaml), shared is for objects of several messages")
        .hasMessageContaining("'two' (flows.yaml), shared is for objects of several messages");
  }

  @Test
  void a_node_without_a_database_does_not_start() {
    house.fromQueue("one", "shared=true", "batchMessages=2");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("set saddlebag.database.url");
  }
}
