package org.saddlebag.camel.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.Sqs;
import org.saddlebag.sqs.SqsQueue;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How long gathered messages are ours alone. */
class BatchLeaseTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private TestSqs server;
  private SqsClient client;
  private SqsQueue queue;
  private BatchLease lease;
  private long now;

  @BeforeEach
  void start() {
    server = TestSqs.start();
    client = TestSqs.client(server.endpoint(), 1);
    queue = new Sqs(() -> client).queue(TestSqs.QUEUE);
    lease = new BatchLease("orders", queue, LONG, () -> now);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** Sends messages and receives them, the last one last. */
  private List<String> receive(int count) {
    List<String> ids = new ArrayList<>();
    while (ids.size() < count) {
      server.send("m" + ids.size());
      ReceivedMessage message = queue.receive(LONG, SHORT).orElseThrow();
      lease.add(List.of(message), now);
      ids.add(message.id());
    }
    return ids;
  }

  @Test
  void what_waits_for_its_turn_to_be_let_go_is_extended_and_lapses_by_itself() {
    List<String> ids = receive(25);
    List<Integer> turns = new ArrayList<>();

    lease.letGo(
        ids,
        some -> {
          turns.add(some.size());
          if (turns.size() == 1) {
            now += LONG.toNanos() - 1;
            lease.run();
          }
          now += LONG.toNanos() / 2;
          return Map.of();
        });

    assertThat(turns).as("the last come too late").containsExactly(10, 10, 0);
  }

  /** As where this process was asleep while the answer was on its way. */
  @Test
  void what_came_late_is_ours_from_when_it_was_asked_for() {
    server.send("m");
    ReceivedMessage message = queue.receive(LONG, SHORT).orElseThrow();
    long asked = now;
    now += LONG.toNanos();

    lease.add(List.of(message), asked);
    assertThat(lease.held()).isEmpty();
    List<Integer> turns = new ArrayList<>();
    lease.letGo(
        List.of(message.id()),
        some -> {
          turns.add(some.size());
          return Map.of();
        });

    assertThat(turns).containsExactly(0);
  }

  @Test
  void what_was_given_back_is_not_hidden_again() {
    List<String> ids = receive(12);
    CountDownLatch giving = new CountDownLatch(1);
    CompletableFuture<Void> turn =
        CompletableFuture.runAsync(
            () -> {
              await(giving);
              lease.run();
            });

    lease.letGo(
        ids,
        some -> {
          giving.countDown();
          return queue.extend(some, Duration.ZERO);
        });

    turn.join();
    assertThat(server.take(TestSqs.QUEUE)).as("for anybody").hasSize(12);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
