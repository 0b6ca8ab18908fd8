package org.saddlebag.claims;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.saddlebag.testing.PostgresServer;

/** On a real PostgreSQL, in a schema of its own. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresWorkIT extends WorkContract {

  private static final String SCHEMA = "work_contract";

  private PostgresServer server;

  @BeforeAll
  void connect() throws SQLException {
    server = PostgresServer.running();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
      statement.execute("CREATE SCHEMA " + SCHEMA);
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
}
