package org.saddlebag.claims;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens connections for the pool, with the password read anew for each; the pool itself would keep
 * it. Nobody waits for ever on a connection that has died, nor for whoever has a transaction open
 * and is not heard of any more.
 */
final class DriverConnections implements DataSource {

  /** Seconds; names of the PostgreSQL driver. */
  private static final String CONNECT_SECONDS = "3";

  private static final String ANSWER_SECONDS = "15";

  private final DatabaseSettings settings;

  DriverConnections(DatabaseSettings settings) {
    this.settings = settings;
  }

  private boolean isPostgres() {
    return settings.url().startsWith("jdbc:postgresql:");
  }

  /**
   * The first step of a transaction: what a frozen node has locked is free when its claims are. Of
   * this transaction alone, as a pool of the server's may give the next one another connection.
   */
  void limit(Connection connection) throws SQLException {
    if (isPostgres()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "SET LOCAL idle_in_transaction_session_timeout = "
                + settings.claimTimeout().toMillis());
      }
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Properties properties = new Properties();
    if (isPostgres()) {
      properties.setProperty("connectTimeout", CONNECT_SECONDS);
      properties.setProperty("loginTimeout", CONNECT_SECONDS);
      properties.setProperty("socketTimeout", ANSWER_SECONDS);
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("ApplicationName", "saddlebag");
    }
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", new String(settings.password().get()));
    }
    return DriverManager.getConnection(settings.url(), properties);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the settings say who we are");
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    // The driver has its own log.
  }

  /** The pool's wish; the driver's own limit above is shorter. */
  @Override
  public void setLoginTimeout(int seconds) {
    // See above.
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
