package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.testing.TestBroker.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.claims.Claims;
import org.saddlebag.claims.DatabaseSettings;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.Cable;
import org.saddlebag.testing.PostgresServer;
import org.saddlebag.testing.TestBroker;

/** Messages whose nodes' database goes away wait in their queue, and none is in two lines. */
@Tag("servers")
class SharedQueueDatabaseIT extends QueueCase {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Cable cable;
  private Claims claims;

  @BeforeEach
  void connect() throws Exception {
    broker.maxDeliveries(-1).up();
    PostgresServer server = PostgresServer.running().inEmptySchema("shared_queue_database");
    cable = new Cable(server.port());
    claims =
        new Claims(
            new DatabaseSettings(
                server.url().replace(":" + server.port() + "/", ":" + cable.port() + "/"),
                server.user(),
                server.password()::toCharArray,
                2,
                Duration.ofSeconds(30)),
            "node",
            null);
  }

  @AfterEach
  void disconnect() throws IOException {
    claims.close();
    cable.close();
  }

  @Test
  void nothing_is_received_while_it_is_away_and_nothing_is_lost() throws Exception {
    house.fromQueue(
        "orders", "shared=true", "parallel=1", "batchMessages=2", "batchTime=500ms", "attempts=2");
    cable.pull();
    broker.send(text("m0"), text("m1"));
    AtomicBoolean pulled = new AtomicBoolean();
    try (FlowHouse.Run run = house.openNode("node", claims)) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> !run.runner.summary().outOfReach().isEmpty());
      assertThat(run.runner.figures("orders").retried()).as("received").isZero();

      cable.plugIn();
      await().atMost(PATIENCE).until(() -> waiting() == 0);
      assertThat(run.runner.summary().outOfReach()).isEmpty();

      house.s3().setFaults((call, headers) -> pullOnce(call.operation(), pulled));
      broker.send(text("m2"), text("m3"));
      await().atMost(PATIENCE).until(() -> pulled.get() && claims.trouble().isPresent());
      assertThat(waiting()).isEqualTo(2);

      cable.plugIn();
      await().atMost(PATIENCE).until(() -> waiting() == 0);
    }
    assertThat(broker.count(TestBroker.DEAD_LETTERS)).isZero();
    assertThat(String.join("", opened()).split("\n")).hasSize(4);
  }

  private Fault pullOnce(String operation, AtomicBoolean pulled) {
    if (operation.equals("UploadPart") && pulled.compareAndSet(false, true)) {
      try {
        cable.pull();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Fault.none();
  }
}
