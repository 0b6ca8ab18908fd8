package org.saddlebag.claims;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes on one database, and empty tables. */
abstract class DatabaseCase {

  static final String FLOW = "invoices";

  Claims first;
  Claims second;

  /** A database; may hold the tables already. */
  abstract String url();

  abstract String user();

  abstract char[] password();

  @BeforeEach
  void open() throws SQLException {
    first = node("node-1");
    second = node("node-2");
    first.require();
    sql("DELETE FROM saddlebag_claims");
    sql("DELETE FROM saddlebag_work");
    sql("DELETE FROM saddlebag_listings");
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  final Claims node(String name) {
    return new Claims(
        new DatabaseSettings(url(), user(), this::password, 4, Duration.ofMinutes(1)), name, null);
  }

  final int sql(String text) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url(), user(), new String(password()));
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(text);
    }
  }

  /** As if nobody had been heard of for that long. */
  final void pass(int seconds) throws SQLException {
    sql("UPDATE saddlebag_claims SET until = until - INTERVAL '1' SECOND * " + seconds);
  }

  /** What one of many nodes does. */
  interface Racer {
    void run(Claims node) throws Exception;
  }

  /** So many nodes do the same at once. */
  final void race(int many, Racer racer) throws Exception {
    List<Claims> nodes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int n = 0; n < many; n++) {
        Claims node = node("racer-" + n);
        nodes.add(node);
        work.add(
            () -> {
              racer.run(node);
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
}
