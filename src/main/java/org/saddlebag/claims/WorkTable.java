package org.saddlebag.claims;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The table of work that is found and that nobody has taken, and the count of the listings that
 * found it. Whoever takes work takes its row away; what is lost with a node that dies then, the
 * next listing finds again. Safe for use by several threads.
 *
 * <p>Names are bytes, as a key may hold what no text of a database may.
 */
final class WorkTable {

  private static final String FEED =
      "INSERT INTO saddlebag_work (flow, source, name, size, stamp) VALUES ";

  private static final String UNLESS_THERE = " ON CONFLICT DO NOTHING";

  /** What others are taking in this instant is passed by, not waited for. */
  private static final String TAKE =
      "SELECT id, name, size, stamp FROM saddlebag_work WHERE flow = ? AND size < ?"
          + " ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED";

  private static final String REMOVE = "DELETE FROM saddlebag_work WHERE id IN ";

  private static final String LOOK =
      "SELECT COUNT(CASE WHEN size < ? THEN 1 END), COUNT(CASE WHEN size >= ? THEN 1 END),"
          + " (SELECT MAX(begun) FROM saddlebag_listings WHERE flow = ?),"
          + " (SELECT MAX(ended) FROM saddlebag_listings WHERE flow = ?),"
          + " (SELECT MAX(session) FROM saddlebag_claims WHERE flow = ? AND source = ?"
          + " AND until >= CURRENT_TIMESTAMP)"
          + " FROM saddlebag_work WHERE flow = ?";

  private static final String BEGIN_FIRST =
      "INSERT INTO saddlebag_listings (flow, begun, ended) VALUES (?, 1, 0)"
          + " ON CONFLICT DO NOTHING";

  private static final String BEGIN =
      "UPDATE saddlebag_listings SET begun = begun + 1 WHERE flow = ?";

  private static final String END =
      "UPDATE saddlebag_listings SET ended = ? WHERE flow = ? AND ended < ?";

  /** Of a flow that is no more, or found again. */
  private static final String PRUNE =
      "DELETE FROM saddlebag_work WHERE fed < CURRENT_TIMESTAMP - INTERVAL '1' DAY";

  private record Hint(long id, Work work) {}

  private final Database database;

  WorkTable(Database database) {
    this.database = database;
  }

  /**
   * Adds work; what waits already waits on.
   *
   * @param found by the digests of the names, in an order that is the same on all nodes
   */
  void feed(String flow, SortedMap<String, Work> found) {
    if (found.isEmpty()) {
      return;
    }
    List<Object> values = new ArrayList<>();
    found.forEach(
        (digest, work) ->
            values.addAll(
                List.of(
                    flow,
                    digest,
                    work.name().getBytes(StandardCharsets.UTF_8),
                    work.sizeBytes(),
                    work.stamp())));
    String rows = Database.times(found.size(), "(?, ?, ?, ?, ?)");
    var unused = database.update(FEED + rows + UNLESS_THERE, values.toArray());
  }

  /**
   * Takes work away, the oldest first.
   *
   * @param limit how much at most
   * @param large how much of it may be large
   * @param largeBytes from where on it is large
   */
  List<Work> take(String flow, int limit, int large, long largeBytes) {
    long below = large > 0 ? Long.MAX_VALUE : largeBytes;
    return database.inOne(
        connection -> {
          List<Hint> hints =
              fitting(
                  Database.read(connection, TAKE, WorkTable::hints, flow, below, limit),
                  large,
                  largeBytes);
          if (!hints.isEmpty()) {
            Object[] ids = hints.stream().map(Hint::id).toArray();
            String marks = "(" + Database.times(ids.length, "?") + ")";
            var unused = Database.update(connection, REMOVE + marks, ids);
          }
          return hints.stream().map(Hint::work).toList();
        });
  }

  private static List<Hint> hints(ResultSet found) throws SQLException {
    List<Hint> hints = new ArrayList<>();
    while (found.next()) {
      String name = new String(found.getBytes(2), StandardCharsets.UTF_8);
      hints.add(new Hint(found.getLong(1), new Work(name, found.getLong(3), found.getString(4))));
    }
    return hints;
  }

  private static List<Hint> fitting(List<Hint> hints, int large, long largeBytes) {
    List<Hint> fitting = new ArrayList<>();
    int left = large;
    for (Hint hint : hints) {
      if (hint.work().sizeBytes() < largeBytes || left-- > 0) {
        fitting.add(hint);
      }
    }
    return fitting;
  }

  /**
   * How a flow's work stands.
   *
   * @param leader the session that has it, or null
   */
  record Row(long small, long large, long begun, long ended, String leader) {}

  /** How the work stands, and who has the source that stands for the lead. */
  Row look(String flow, String leadership, long largeBytes) {
    return database.read(
        LOOK,
        found -> {
          found.next();
          return new Row(
              found.getLong(1),
              found.getLong(2),
              found.getLong(3),
              found.getLong(4),
              found.getString(5));
        },
        largeBytes,
        largeBytes,
        flow,
        flow,
        flow,
        leadership,
        flow);
  }

  void listingBegins(String flow) {
    if (database.update(BEGIN, flow) == 0) {
      database.update(BEGIN_FIRST, flow);
    }
  }

  void listingEnds(String flow, long listing) {
    database.update(END, listing, flow, listing);
  }

  void prune() {
    database.update(PRUNE);
  }
}
