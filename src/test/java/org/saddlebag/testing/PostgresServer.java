package org.saddlebag.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A running PostgreSQL, as {@code src/test/servers/postgres up STATE} leaves it.
 *
 * @param url its JDBC URL, on loopback
 * @param user who may do everything
 * @param password of the user
 */
public record PostgresServer(String url, String user, String password) {

  /** The environment variable that names the server's env file. */
  private static final String ENV_VARIABLE = "SADDLEBAG_PG_ENV";

  /**
   * The server that the environment names.
   *
   * @return a server that answered just now
   * @throws AssertionError if none is named or it does not answer; says how to start one
   */
  public static PostgresServer running() {
    String file = System.getenv(ENV_VARIABLE);
    if (file == null) {
      throw missing("is not set", null);
    }
    try {
      Map<String, String> values =
          Files.readAllLines(Path.of(file)).stream()
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      PostgresServer server =
          new PostgresServer(
              values.get("PG_URL"), values.get("PG_USER"), values.get("PG_PASSWORD"));
      server.connect().close();
      return server;
    } catch (IOException | SQLException e) {
      throw missing("names " + file + ", and nobody answers", e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return Integer.parseInt(url.replaceAll(".*:([0-9]+)/.*", "$1"));
  }

  /** The same in a schema of its own, in which nothing is. */
  public PostgresServer inEmptySchema(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + name + " CASCADE");
      statement.execute("CREATE SCHEMA " + name);
    }
    return new PostgresServer(url + "?currentSchema=" + name, user, password);
  }

  /** A connection of the test's own. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  private static AssertionError missing(String why, Exception cause) {
    return new AssertionError(
        ENV_VARIABLE
            + " "
            + why
            + ". Run: src/test/servers/postgres up /tmp/postgres &&"
            + " export SADDLEBAG_PG_ENV=/tmp/postgres/env",
        cause);
  }

  @Override
  public String toString() {
    return url;
  }
}
