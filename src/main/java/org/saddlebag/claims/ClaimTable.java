package org.saddlebag.claims;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The table of claims. Every time in it is the database's: a node whose clock is wrong neither
 * holds a claim longer than others nor takes one too early. Each statement is a transaction of its
 * own, and who changes a row says in the same statement whose it must be. Safe for use by several
 * threads.
 *
 * <p>A row with a session is held by that process, one without is a source that is done; past
 * {@code until} a row of either kind counts for nothing.
 */
final class ClaimTable {

  static final String IN_SECONDS = "CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND";

  private static final String INSERT =
      "INSERT INTO saddlebag_claims (flow, source, content, node, session, until) VALUES ";

  private static final String ROW = "(?, ?, ?, ?, ?, " + IN_SECONDS + ")";

  private static final String UNLESS_THERE = " ON CONFLICT DO NOTHING";

  private static final String REMEMBER =
      "INSERT INTO saddlebag_claims (flow, source, content, node, session, until)"
          + " VALUES (?, ?, ?, ?, NULL, "
          + IN_SECONDS
          + ")"
          + UNLESS_THERE;

  private static final String LOOK =
      "SELECT source, session, content, until < CURRENT_TIMESTAMP FROM saddlebag_claims"
          + " WHERE flow = ? AND source IN ";

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

  /** What a look at a row shows. */
  record Row(String session, String content, boolean isVoid) {

    boolean held() {
      return session != null;
    }
  }

  /** One source of one flow. */
  record Source(String flow, String digest) {}

  private final Database database;

  ClaimTable(Database database) {
    this.database = database;
  }

  /**
   * Makes rows of ours for sources that have none.
   *
   * @param contents what tells their content, in an order that is the same on all nodes: they would
   *     wait for each other in a circle
   * @return how many are new and ours
   */
  int insert(
      String flow, SortedMap<String, String> contents, String node, String session, Duration life) {
    List<Object> values = new ArrayList<>();
    contents.forEach(
        (digest, content) ->
            values.addAll(List.of(flow, digest, content, node, session, seconds(life))));
    return database.update(
        INSERT + Database.times(contents.size(), ROW) + UNLESS_THERE, values.toArray());
  }

  /** Makes a row that nobody holds, where there is none. */
  void remember(Source source, String content, String node, Duration life) {
    database.update(REMEMBER, source.flow(), source.digest(), content, node, seconds(life));
  }

  /** Whether the row is ours now: void before, ours, or done with other content. */
  boolean take(Source source, String content, String node, String session, Duration life) {
    return database.update(
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

  /** What is known of sources of a flow, by their digests. */
  Map<String, Row> look(String flow, List<String> digests) {
    List<Object> values = new ArrayList<>();
    values.add(flow);
    values.addAll(digests);
    return database.read(
        LOOK + "(" + Database.times(digests.size(), "?") + ")", ClaimTable::rows, values.toArray());
  }

  private static Map<String, Row> rows(ResultSet found) throws SQLException {
    Map<String, Row> rows = new HashMap<>();
    while (found.next()) {
      rows.put(
          found.getString(1), new Row(found.getString(2), found.getString(3), found.getBoolean(4)));
    }
    return rows;
  }

  /** Whether the row is still ours. */
  boolean renew(Source source, String session, Duration life) {
    return database.update(RENEW, seconds(life), source.flow(), source.digest(), session) == 1;
  }

  /** The same as the first step of a transaction, at whose end nobody else can have taken it. */
  static boolean renew(Connection connection, Source source, String session, Duration life)
      throws SQLException {
    return Database.update(
            connection, RENEW, seconds(life), source.flow(), source.digest(), session)
        == 1;
  }

  /** As {@link #drop(Source, String)}, as a step of a transaction. */
  static void drop(Connection connection, Source source, String session) throws SQLException {
    var unused = Database.update(connection, DROP, source.flow(), source.digest(), session);
  }

  /** Keeps all alive that a process holds. */
  void renewAll(String session, Duration life) {
    database.update(RENEW_ALL, seconds(life), session);
  }

  /** Nobody waits any more for what a process held that is dead. */
  void free(String session) {
    database.update(FREE, session);
  }

  /** The source is done; false where the row is not ours. */
  boolean end(Source source, String content, String session, Duration life) {
    return database.update(END, content, seconds(life), source.flow(), source.digest(), session)
        == 1;
  }

  /** Whoever likes may have it, and knows that somebody had it before. */
  void giveBack(Source source, String session) {
    database.update(GIVE_BACK, source.flow(), source.digest(), session);
  }

  /** As if nobody had ever had it. */
  void drop(Source source, String session) {
    database.update(DROP, source.flow(), source.digest(), session);
  }

  /** Deletes what has long counted for nothing. */
  void prune() {
    database.update(PRUNE);
  }

  static int seconds(Duration life) {
    return Math.toIntExact(life.toSeconds());
  }
}
