package org.saddlebag.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.saddlebag.errors.DatabaseUnavailable;
import org.saddlebag.testing.PostgresServer;

/** On a real PostgreSQL, in a schema of its own. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresBatchesIT extends BatchesContract {

  private PostgresServer server;

  @BeforeAll
  void connect() throws SQLException {
    server = PostgresServer.running().inEmptySchema("batches_contract");
  }

  @Override
  String url() {
    return server.url();
  }

  @Override
  String user() {
    return server.user();
  }

  @Override
  char[] password() {
    return server.password().toCharArray();
  }

  private void anywhere(String text) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private DatabaseSettings settings(String url, Duration claimTimeout) {
    return new DatabaseSettings(url, user(), this::password, 2, claimTimeout);
  }

  /** It has locked what it was about to note, and neither goes on nor goes. */
  @Test
  void who_is_frozen_in_a_transaction_holds_nothing_for_longer_than_its_claims() throws Exception {
    FlowBatches others = second.batches(FLOW, Duration.ZERO);
    first.batches(FLOW, Duration.ZERO).take(X);
    pass(61);
    CountDownLatch locked = new CountDownLatch(1);
    CompletableFuture<Void> thawed = new CompletableFuture<>();
    ExecutorService node = Executors.newSingleThreadExecutor();
    try (Database frozen = new Database(settings(url(), Duration.ofSeconds(3)))) {
      Future<Integer> noting =
          node.submit(
              () ->
                  frozen.inOne(
                      connection -> {
                        int rows =
                            Database.update(connection, "UPDATE saddlebag_claims SET flow = flow");
                        locked.countDown();
                        thawed.join();
                        return rows;
                      }));
      locked.await();

      assertThat(others.take(X)).isInstanceOf(FlowClaims.Taken.class);

      thawed.complete(null);
      assertThatThrownBy(noting::get).hasCauseInstanceOf(DatabaseUnavailable.class);
    } finally {
      thawed.complete(null);
      node.shutdownNow();
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT 1 FROM pg_locks WHERE NOT granted")) {
      return found.next();
    }
  }

  /** It has just come again, when it was about to be forgotten. */
  @Test
  void what_is_let_go_anew_while_it_is_forgotten_stays_known() throws Exception {
    FlowBatches batches = first.batches(FLOW, Duration.ZERO);
    Claim claim = taken(batches, X);
    batches.note(claim, NOTE, List.of("a"));
    batches.delivered(claim, X);
    batches.letGo(List.of("a"));
    ExecutorService node = Executors.newSingleThreadExecutor();
    try (Connection other = server.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "UPDATE saddlebag_messages SET until = CURRENT_TIMESTAMP + INTERVAL '1 hour'");
      Future<?> pruning = node.submit(second::prune);
      await().until(this::somebodyWaits);
      other.commit();
      pruning.get();
    } finally {
      node.shutdownNow();
    }

    assertThat(batches.holding(List.of("a"))).hasSize(1);
  }

  /** Somebody who may do what the README says that a node must. */
  private DatabaseSettings reader() throws SQLException {
    anywhere("DROP ROLE IF EXISTS batches_reader");
    anywhere("CREATE ROLE batches_reader LOGIN PASSWORD 'reader'");
    anywhere("GRANT USAGE ON SCHEMA batches_contract TO batches_reader");
    anywhere(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA batches_contract"
            + " TO batches_reader");
    return new DatabaseSettings(
        url(), "batches_reader", "reader"::toCharArray, 2, Duration.ofMinutes(1));
  }

  private void noReader() throws SQLException {
    anywhere("DROP OWNED BY batches_reader");
    anywhere("DROP ROLE batches_reader");
  }

  /** What others read, or write elsewhere, ends nothing. */
  @Test
  void who_must_not_note_is_told_so_until_it_may() throws Exception {
    DatabaseSettings settings = reader();
    try (Claims node = new Claims(settings, "reader", null)) {
      FlowBatches batches = node.batches(FLOW, Duration.ZERO);
      Claim claim = taken(batches, X);
      sql("REVOKE INSERT ON saddlebag_messages FROM batches_reader");

      assertThatThrownBy(() -> batches.note(claim, NOTE, List.of("a")))
          .isInstanceOf(DatabaseUnavailable.class);
      assertDeniedAtTheStart(settings);
      assertThat(batches.holding(List.of("a"))).isEmpty();
      node.beat();
      assertThat(batches.trouble()).isPresent();

      sql("GRANT INSERT ON saddlebag_messages TO batches_reader");
      await().until(() -> batches.trouble().isEmpty());
      assertThat(batches.note(claim, NOTE, List.of("a"))).isTrue();
    } finally {
      noReader();
    }
  }

  private static void assertDeniedAtTheStart(DatabaseSettings settings) {
    try (Claims node = new Claims(settings, "starts", null)) {
      node.require();
      node.needBatches();
      assertThatThrownBy(node::require)
          .isInstanceOfSatisfying(
              DatabaseUnavailable.class,
              e -> assertThat(e.code()).isEqualTo(DatabaseError.DATABASE_DENIED));
    }
  }

  /** The primary is lost, and those who are connected come to a standby that is none yet. */
  @Test
  void a_standby_is_asked_until_it_writes() throws Exception {
    try (Claims node = new Claims(reader(), "node", null)) {
      FlowBatches batches = node.batches(FLOW, Duration.ZERO);
      Claim claim = taken(batches, X);
      failOver("SET default_transaction_read_only = on");

      await().ignoreExceptions().until(() -> batches.holding(List.of("a")).isEmpty());
      assertThatThrownBy(() -> batches.note(claim, NOTE, List.of("a")))
          .isInstanceOf(DatabaseUnavailable.class);
      assertThat(batches.holding(List.of("a"))).isEmpty();
      assertThat(batches.trouble()).isPresent();

      failOver("RESET default_transaction_read_only");
      await().until(() -> batches.trouble().isEmpty());
      assertThat(batches.note(claim, NOTE, List.of("a"))).isTrue();
    } finally {
      noReader();
    }
  }

  private void failOver(String change) throws SQLException {
    anywhere("ALTER ROLE batches_reader " + change);
    anywhere(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'batches_reader'");
  }
}
