package org.saddlebag.camel.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.Sqs;
import org.saddlebag.sqs.SqsQueue;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How long a message is ours alone. */
class VisibilityLeaseTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private static TestSqs server;
  private static SqsClient client;
  private static SqsQueue queue;

  @BeforeAll
  static void start() {
    server = TestSqs.start();
    client = TestSqs.client(server.endpoint(), 1);
    queue = new Sqs(() -> client).queue(TestSqs.QUEUE);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private long now;

  private VisibilityLease lease(ReceivedMessage message, Duration visibility) {
    return new VisibilityLease("orders", queue, message, visibility, () -> now);
  }

  @Test
  void it_ends_with_its_time_and_is_extended_from_the_asking_on() {
    server.send("m");
    ReceivedMessage message = queue.receive(LONG, SHORT).orElseThrow();
    VisibilityLease lease = lease(message, LONG);
    now = LONG.toNanos() - 1;
    assertThat(lease.held()).isTrue();

    lease.run();

    now = 2 * LONG.toNanos() - 2;
    assertThat(lease.held()).isTrue();
    now++;
    assertThat(lease.held()).isFalse();
    queue.delete(message);
  }

  @Test
  void a_message_that_another_has_received_is_not_ours_any_more() {
    server.send("m");
    ReceivedMessage first = queue.receive(SHORT, SHORT).orElseThrow();
    AtomicReference<ReceivedMessage> second = new AtomicReference<>();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              queue.receive(LONG, SHORT).ifPresent(second::set);
              return second.get() != null;
            });
    assertThat(second.get().redelivered()).isTrue();
    VisibilityLease lease = lease(first, LONG);

    lease.run();

    assertThat(lease.held()).isFalse();
    queue.delete(second.get());
  }

  @Test
  void what_fails_in_passing_is_tried_again() {
    server.send("m");
    ReceivedMessage message = queue.receive(LONG, SHORT).orElseThrow();
    VisibilityLease lease = lease(message, LONG);
    server.down();
    lease.run();
    assertThat(lease.held()).as("until its time is over").isTrue();
    now = LONG.toNanos();
    assertThat(lease.held()).isFalse();
    server.up();
  }
}
