package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.claims.Claims;
import org.saddlebag.claims.DatabaseSettings;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.Cable;
import org.saddlebag.testing.PostgresServer;

/** A shared flow whose database goes away and comes back: it waits, and nothing is lost. */
@Tag("servers")
class SharedDatabaseIT extends FlowTest {

  private static final String SCHEMA = "shared_database";

  private Cable cable;
  private Claims claims;

  @BeforeEach
  void connect() throws Exception {
    PostgresServer server = PostgresServer.running();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
      statement.execute("CREATE SCHEMA " + SCHEMA);
    }
    cable = new Cable(server.port());
    String url = server.url().replace(":" + server.port() + "/", ":" + cable.port() + "/");
    claims =
        new Claims(
            new DatabaseSettings(
                url + "?currentSchema=" + SCHEMA,
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
  void a_flow_waits_for_its_database_before_and_after_the_store() throws Exception {
    house.in("in", "shared=true", "delay=100", "attempts=2");
    house.drop("early", "1");
    cable.pull();
    try (FlowHouse.Run run = house.openNode("node", claims)) {
      run.runner.start();
      Awaitility.await().until(() -> !run.runner.summary().outOfReach().isEmpty());
      assertThat(claims.trouble()).isPresent();
      assertThat(house.keys()).isEmpty();

      cable.plugIn();
      Awaitility.await().until(() -> house.keys().contains("early"));
      Awaitility.await().until(() -> claims.trouble().isEmpty());

      AtomicBoolean pulled = new AtomicBoolean();
      house.s3().setFaults((call, headers) -> pullOnce(call.operation(), pulled));
      house.drop("late", "2");
      Awaitility.await().until(() -> house.keys().contains("late"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !run.runner.summary().outOfReach().isEmpty());
      assertThat(house.inbox().resolve("late")).exists();

      cable.plugIn();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> FlowHouse.tree(house.inbox()).containsKey(".done/late"));
    }
    assertThat(house.keys()).containsExactly("early", "late");
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys(".done/early", ".done/late");
  }

  private Fault pullOnce(String operation, AtomicBoolean pulled) {
    if (operation.equals("PutObject") && pulled.compareAndSet(false, true)) {
      try {
        cable.pull();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Fault.none();
  }
}
