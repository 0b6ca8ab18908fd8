package org.saddlebag.claims;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.saddlebag.errors.DatabaseUnavailable;

/**
 * The table of claims. Every time in it is the database's: a node whose clock is wrong neither
 * holds a claim longer than others nor takes one too early. Each statement is a transaction of its
 * own, and who changes a row says in the same statement whose it must be. Safe for use by several
 * threads.
 *
 * <p>A row with a session is held by that process, one without is a source that is done; past
 * {@code until} a row of either kind counts for nothing.
 */
final class ClaimTable implements AutoCloseable {

  static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS saddlebag_claims (
        flow    VARCHAR(63) NOT NULL,
        source  CHAR(64)    NOT NULL,
        content CHAR(64)    NOT NULL,
        node    VARCHAR(64) NOT NULL,
        session CHAR(36),
        until   TIMESTAMP WITH TIME ZONE NOT NULL,
        PRIMARY KEY (flow, source))""";

  private static final String CREATE_INDEX =
      "CREATE INDEX IF NOT EXISTS saddlebag_claims_session ON saddlebag_claims (session)";

  private static final String IN_SECONDS =
      "CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND";

  private static final String INSERT =
      "INSERT INTO saddlebag_claims (flow, source, content, node, session, until)"
          + " VALUES (?, ?, ?, ?, ?, "
          + IN_SECONDS
          + ") ON CONFLICT DO NOTHING";

  private static final String LOOK =
      "SELECT session, content, until < CURRENT_TIMESTAMP FROM saddlebag_claims"
          + " WHERE flow = ? AND source = ?";

  private static final String TAKE =
      "UPDATE saddlebag_claims SET content = ?, node = ?, session = ?, until = "
          + IN_SECONDS
          + " WHERE flow = ? AND source = ? AND (until < CURRENT_TIMESTAMP OR session = ?"
          + " OR (session IS NULL AND content <> ?))";

  private static final String RENEW =
      "UPDATE saddlebag_claims SET until = "
          + IN_SECONDS
          + " WHERE flow = ? AND source = ? AND session = ?";

  private static final String RENEW_ALL =
      "UPDATE saddlebag_claims SET until = " + IN_SECONDS + " WHERE session = ?";

  private static final String FREE =
      "UPDATE saddlebag_claims SET until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"
          + " WHERE session = ?";

  private static final String END =
      "UPDATE saddlebag_claims SET session = NULL, content = ?, until = "
          + IN_SECONDS
          + " WHERE flow = ? AND source = ? AND session = ?";

  /** Nobody's session: the next node takes over, and looks what the one before has done. */
  private static final String LEFT = "left";

  private static final String GIVE_BACK =
      "UPDATE saddlebag_claims SET session = '"
          + LEFT
          + "', until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"
          + " WHERE flow = ? AND source = ? AND session = ?";

  private static final String DROP =
      "DELETE FROM saddlebag_claims WHERE flow = ? AND source = ? AND session = ?";

  /** What somebody has begun and nobody has ended is remembered for longer than any outage. */
  private static final String PRUNE =
      "DELETE FROM saddlebag_claims WHERE until < CURRENT_TIMESTAMP - INTERVAL '90' DAY"
          + " OR (session IS NULL AND until < CURRENT_TIMESTAMP - INTERVAL '1' DAY)";

  private static final long POOL_WAIT_MILLIS = 3_000;

  /** What a look at a row shows. */
  record Row(String session, String content, boolean isVoid) {

    boolean held() {
      return session != null;
    }
  }

  /** One source of one flow. */
  record Source(String flow, String digest) {}

  private final DatabaseSettings settings;
  private final DriverConnections connections;
  private final HikariDataSource pool;
  private volatile boolean there;

  ClaimTable(DatabaseSettings settings) {
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
  }

  /**
   * Asks for the table, and makes it where it is missing. Not by the pool, which would try for
   * seconds before it says that a password is wrong.
   */
  void require() {
    if (there) {
      return;
    }
    try (Connection connection = connections.getConnection()) {
      if (!isThere(connection)) {
        create(connection);
      }
      there = true;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Two nodes that make it at once can get into each other's way; one of them has made it then. */
  private static void create(Connection connection) throws SQLException {
    try (PreparedStatement table = connection.prepareStatement(CREATE);
        PreparedStatement index = connection.prepareStatement(CREATE_INDEX)) {
      table.execute();
      index.execute();
    } catch (SQLException e) {
      if (!isThere(connection)) {
        throw e;
      }
    }
  }

  private static boolean isThere(Connection connection) throws SQLException {
    try (PreparedStatement look =
        connection.prepareStatement("SELECT 1 FROM saddlebag_claims WHERE 1 = 0")) {
      look.executeQuery().close();
      return true;
    } catch (SQLException e) {
      if (isNoTable(e)) {
        return false;
      }
      throw e;
    }
  }

  /** 42P01 of PostgreSQL, 42S02 and the like of others. */
  private static boolean isNoTable(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().matches("42P01|42S0[0-9]");
  }

  /** Whether the row is new and ours. */
  boolean insert(Source source, String content, String node, String session, Duration life) {
    return update(INSERT, source.flow(), source.digest(), content, node, session, seconds(life))
        == 1;
  }

  /** Whether the row is ours now: void before, ours, or done with other content. */
  boolean take(Source source, String content, String node, String session, Duration life) {
    return update(
            TAKE,
            content,
            node,
            session,
            seconds(life),
            source.flow(),
            source.digest(),
            session,
            content)
        == 1;
  }

  /** What is known of a source, or null. */
  Row look(Source source) {
    require();
    try (Connection connection = pool.getConnection();
        PreparedStatement look = connection.prepareStatement(LOOK)) {
      look.setString(1, source.flow());
      look.setString(2, source.digest());
      try (ResultSet found = look.executeQuery()) {
        return found.next()
            ? new Row(found.getString(1), found.getString(2), found.getBoolean(3))
            : null;
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Whether the row is still ours. */
  boolean renew(Source source, String session, Duration life) {
    return update(RENEW, seconds(life), source.flow(), source.digest(), session) == 1;
  }

  /** Keeps all alive that a process holds. */
  void renewAll(String session, Duration life) {
    update(RENEW_ALL, seconds(life), session);
  }

  /** Nobody waits any more for what a process held that is dead. */
  void free(String session) {
    update(FREE, session);
  }

  /** The source is done; false where the row is not ours. */
  boolean end(Source source, String content, String session, Duration life) {
    return update(END, content, seconds(life), source.flow(), source.digest(), session) == 1;
  }

  /** Whoever likes may have it, and knows that somebody had it before. */
  void giveBack(Source source, String session) {
    update(GIVE_BACK, source.flow(), source.digest(), session);
  }

  /** As if nobody had ever had it. */
  void drop(Source source, String session) {
    update(DROP, source.flow(), source.digest(), session);
  }

  /** Deletes what has long counted for nothing. */
  void prune() {
    update(PRUNE);
  }

  private int update(String sql, Object... values) {
    require();
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static int seconds(Duration life) {
    return Math.toIntExact(life.toSeconds());
  }

  private DatabaseUnavailable failure(SQLException e) {
    if (isNoTable(e)) {
      there = false;
    }
    return DatabaseTroubles.of(settings, e);
  }

  @Override
  public void close() {
    pool.close();
  }
}
