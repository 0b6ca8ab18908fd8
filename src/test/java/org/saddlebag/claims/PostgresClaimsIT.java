package org.saddlebag.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.saddlebag.errors.DatabaseUnavailable;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.testing.Cable;
import org.saddlebag.testing.PostgresServer;

/** On a real PostgreSQL, in a schema of its own. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresClaimsIT extends ClaimsContract {

  private static final String SCHEMA = "claims_contract";

  private PostgresServer server;

  @BeforeAll
  void connect() throws SQLException {
    server = PostgresServer.running();
    sqlAnywhere("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
    sqlAnywhere("CREATE SCHEMA " + SCHEMA);
  }

  private void sqlAnywhere(String text) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  @Override
  String url() {
    return server.url() + "?currentSchema=" + SCHEMA;
  }

  @Override
  String user() {
    return server.user();
  }

  @Override
  char[] password() {
    return server.password().toCharArray();
  }

  @Test
  void nodes_that_start_at_once_make_the_tables_once() throws Exception {
    sqlAnywhere("DROP TABLE claims_contract.saddlebag_claims, claims_contract.saddlebag_work");
    List<Claims> nodes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Claims node = node("starter-" + i);
        nodes.add(node);
        work.add(
            () -> {
              node.require();
              return null;
            });
      }
      for (Future<Void> each : threads.invokeAll(work)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
      nodes.forEach(Claims::close);
    }
  }

  @Test
  void what_is_wrong_with_the_database_is_told_by_its_name() throws Exception {
    sqlAnywhere("DROP ROLE IF EXISTS claims_stranger");
    sqlAnywhere("CREATE ROLE claims_stranger LOGIN PASSWORD 'stranger'");
    String stranger = "claims_stranger";

    assertThat(trouble(url(), user(), "wrong"))
        .isEqualTo(DatabaseError.DATABASE_CREDENTIALS_REFUSED);
    assertThat(trouble(server.url() + "_none", user(), server.password()))
        .isEqualTo(DatabaseError.NO_SUCH_DATABASE);
    assertThat(trouble(server.url() + "?currentSchema=pg_catalog", stranger, "stranger"))
        .isEqualTo(DatabaseError.DATABASE_DENIED);
    assertThat(trouble(server.url() + "?sslmode=require", user(), server.password()))
        .isEqualTo(DatabaseError.DATABASE_NOT_TRUSTED);
    assertThat(trouble("jdbc:postgresql://127.0.0.1:1/none", user(), server.password()))
        .isEqualTo(DatabaseError.DATABASE_UNREACHABLE);
  }

  /** Ends are told when the database is back; meanwhile nothing is taken. */
  @Test
  void a_database_that_goes_and_comes_misses_nothing() throws Exception {
    int port = server.port();
    try (Cable cable = new Cable(port);
        Claims beside = node("beside");
        Claims node =
            new Claims(
                new DatabaseSettings(
                    url().replace(":" + port + "/", ":" + cable.port() + "/"),
                    user(),
                    this::password,
                    4,
                    Duration.ofMinutes(1)),
                "node",
                null)) {
      FlowClaims flow = node.of("f", true);
      Claim delivered = ((FlowClaims.Taken) flow.take("a", "1")).claim();
      Claim left = ((FlowClaims.Taken) flow.take("b", "1")).claim();
      cable.pull();

      delivered.done("1");
      left.giveBack();
      assertThatThrownBy(() -> flow.take("c", "1"))
          .isInstanceOfSatisfying(
              DatabaseUnavailable.class,
              e -> {
                assertThat(e.code()).isEqualTo(DatabaseError.DATABASE_UNREACHABLE);
                assertThat(e.retryable()).isTrue();
              });
      assertThat(node.trouble()).isPresent();
      assertThat(beside.of("f", true).take("a", "1")).isInstanceOf(FlowClaims.Held.class);

      cable.plugIn();
      node.beat();

      assertThat(node.trouble()).isEmpty();
      assertThat(beside.of("f", true).take("a", "1")).isInstanceOf(FlowClaims.Done.class);
      assertThat(beside.of("f", true).take("b", "1")).isInstanceOf(FlowClaims.Taken.class);
      assertThat(beside.of("f", true).take("c", "1")).isInstanceOf(FlowClaims.Taken.class);
    }
  }

  private static ErrorCode trouble(String url, String user, String password) {
    DatabaseSettings settings =
        new DatabaseSettings(url, user, password::toCharArray, 1, Duration.ofMinutes(1));
    try (Claims claims = new Claims(settings, "node", null)) {
      List<ErrorCode> codes = new ArrayList<>();
      assertThatThrownBy(claims::require)
          .isInstanceOfSatisfying(
              DatabaseUnavailable.class,
              e -> {
                codes.add(e.code());
                assertThat(e.getMessage())
                    .doesNotContain(password.equals("wrong") ? "\"wrong\"" : password);
              });
      return codes.get(0);
    }
  }
}
