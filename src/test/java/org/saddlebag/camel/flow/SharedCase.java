package org.saddlebag.camel.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.claims.Claims;
import org.saddlebag.claims.DatabaseSettings;

/** A house that several nodes work in, and their database. */
abstract class SharedCase extends FlowTest {

  private static final Pattern DELIVERY = Pattern.compile("\"delivery\":\"([^\"]+)\"");

  private static final String DIGEST_OF_NO_NAME =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final String url =
      "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1";
  private final List<Claims> opened = new ArrayList<>();
  Claims first;
  Claims second;

  @BeforeEach
  void openClaims() {
    first = claims("first");
    second = claims("second");
  }

  @AfterEach
  void closeClaims() {
    opened.forEach(Claims::close);
  }

  final Claims claims(String node) {
    Claims claims =
        new Claims(
            new DatabaseSettings(url, "sa", () -> new char[0], 4, Duration.ofMinutes(1)),
            node,
            null);
    opened.add(claims);
    return claims;
  }

  /** As if nobody had been heard of for longer than claims hold. */
  final void letTimePass() {
    change("UPDATE saddlebag_claims SET until = until - INTERVAL '1' SECOND * 61");
  }

  /** Tells the database something. */
  final void change(String statementText) {
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(statementText);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the database says, as one text; null where it says nothing. */
  final String ask(String question) {
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(question)) {
      return found.next() ? found.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name of the node that leads, or null. */
  final String leader() {
    return ask(
        "SELECT node FROM saddlebag_claims WHERE session <> 'left' AND source = '"
            + DIGEST_OF_NO_NAME
            + "'");
  }

  final FlowSummary once(String node, Claims claims) {
    try (FlowHouse.Run run = house.openNode(node, claims)) {
      return run.runner.runOnce();
    }
  }

  /** The delivery ids on the receipts of a node, or of all nodes together. */
  final List<String> receipts(String... nodes) {
    List<String> found = new ArrayList<>();
    for (String node : nodes) {
      Path folder = this.folder.resolve("state-" + node).resolve("receipts");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            Matcher ids = DELIVERY.matcher(Files.readString(file));
            while (ids.find()) {
              found.add(ids.group(1));
            }
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return found;
  }
}
