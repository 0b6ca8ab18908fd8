package org.saddlebag.claims;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.saddlebag.errors.DatabaseUnavailable;

/**
 * Connections to the database that nodes share, and the tables in it, which are made where they are
 * missing. Safe for use by several threads.
 */
final class Database implements AutoCloseable {

  /** Source: PostgreSQL's documentation, "PostgreSQL Error Codes", deadlock_detected. */
  private static final String DEADLOCK = "40P01";

  private static final long POOL_WAIT_MILLIS = 3_000;

  /** Reads what was found. */
  @FunctionalInterface
  interface Reading<T> {
    T of(ResultSet found) throws SQLException;
  }

  /** Statements of one transaction. */
  @FunctionalInterface
  interface Steps<T> {
    T in(Connection connection) throws SQLException;
  }

  private final DatabaseSettings settings;
  private final DriverConnections connections;
  private final HikariDataSource pool;

  /** Those that somebody needs. */
  private final Set<Tables> needed = ConcurrentHashMap.newKeySet();

  private final Set<Tables> there = ConcurrentHashMap.newKeySet();

  Database(DatabaseSettings settings) {
    this.settings = settings;
    this.connections = new DriverConnections(settings);
    HikariConfig config = new HikariConfig();
    config.setPoolName("saddlebag-claims");
    config.setDataSource(connections);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(0);
    config.setConnectionTimeout(POOL_WAIT_MILLIS);
    // A database that is away at the start may come.
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
    need(Tables.CLAIMS);
  }

  /** Some tables are asked for from now on, and made where they are missing. */
  void need(Tables tables) {
    needed.add(tables);
  }

  /** Whether somebody needs some tables, so that they are there. */
  boolean needs(Tables tables) {
    return needed.contains(tables);
  }

  /**
   * Asks for the tables and the right to write them, and makes those that are missing. Not by the
   * pool, which would try for seconds before it says that a password is wrong.
   */
  void require() {
    if (there.containsAll(needed)) {
      return;
    }
    try (Connection connection = connections.getConnection()) {
      for (Tables tables : needed) {
        if (!tables.areThere(connection)) {
          tables.create(connection);
        }
        tables.touch(connection);
        there.add(tables);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** A statement that changes rows; how many it has changed. */
  int update(String sql, Object... values) {
    require();
    try (Connection connection = pool.getConnection()) {
      return update(connection, sql, values);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** The same as one step of a transaction. */
  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      return statement.executeUpdate();
    }
  }

  /** A statement that only reads. */
  <T> T read(String sql, Reading<T> reading, Object... values) {
    require();
    try (Connection connection = pool.getConnection()) {
      return read(connection, sql, reading, values);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** The same as one step of a transaction. */
  static <T> T read(Connection connection, String sql, Reading<T> reading, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      try (ResultSet found = statement.executeQuery()) {
        return reading.of(found);
      }
    }
  }

  /**
   * All of the steps or none, and once more where they and others waited for each other; the pool
   * rolls back what did not come to its end, and the database what a process has left open that is
   * not heard of any more.
   */
  <T> T inOne(Steps<T> steps) {
    require();
    try {
      return attempt(steps);
    } catch (SQLException e) {
      if (!DEADLOCK.equals(e.getSQLState())) {
        throw failure(e);
      }
    }
    try {
      return attempt(steps);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private <T> T attempt(Steps<T> steps) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      connections.limit(connection);
      T done = steps.in(connection);
      connection.commit();
      return done;
    }
  }

  /** A part of a statement, so many times. */
  static String times(int count, String part) {
    return String.join(", ", Collections.nCopies(count, part));
  }

  private static void fill(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private DatabaseUnavailable failure(SQLException e) {
    if (Tables.isMissing(e)) {
      there.clear();
    }
    return DatabaseTroubles.of(settings, e);
  }

  @Override
  public void close() {
    pool.close();
  }
}
