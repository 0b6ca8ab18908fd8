package org.saddlebag.claims;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;

/**
 * The tables of batches and of the messages in them. A message is in one batch at most; the batch's
 * claim says whose it is, or that it is delivered. Who notes or removes anything makes sure of the
 * claim in the same transaction. Safe for use by several threads.
 */
final class BatchTable {

  /** So many rows go by one statement. */
  private static final int TOGETHER = 500;

  /** No statement may take so long that the others would wait for it. */
  private static final int PRUNED_TOGETHER = 10_000;

  private static final String UNLESS_THERE = " ON CONFLICT DO NOTHING";

  private static final String NOTE =
      "INSERT INTO saddlebag_batches (flow, batch, note) VALUES (?, ?, ?)" + UNLESS_THERE;

  private static final String REWRITE =
      "UPDATE saddlebag_batches SET note = ? WHERE flow = ? AND batch = ?";

  private static final String ADD = "INSERT INTO saddlebag_messages (flow, message, batch) VALUES ";

  private static final String FIND =
      "SELECT message, batch FROM saddlebag_messages WHERE flow = ? AND message IN ";

  private static final String READ =
      "SELECT note FROM saddlebag_batches WHERE flow = ? AND batch = ?";

  private static final String REMOVE_MESSAGES =
      "DELETE FROM saddlebag_messages WHERE flow = ? AND batch = ?";

  private static final String REMOVE = "DELETE FROM saddlebag_batches WHERE flow = ? AND batch = ?";

  private static final String LET_GO =
      "UPDATE saddlebag_messages SET until = "
          + ClaimTable.IN_SECONDS
          + " WHERE flow = ? AND message IN ";

  private static final String NONE_LEFT =
      " AND NOT EXISTS (SELECT 1 FROM saddlebag_messages WHERE flow = ? AND batch = ?)";

  private static final String END = REMOVE + NONE_LEFT;

  private static final String END_CLAIM =
      "DELETE FROM saddlebag_claims WHERE flow = ? AND source = ? AND session IS NULL" + NONE_LEFT;

  /** No queue holds it any more, and nobody has it in hand. */
  private static final String OLD =
      "noted < CURRENT_TIMESTAMP - INTERVAL '"
          + FlowBatches.REMEMBERED_DAYS
          + "' DAY AND NOT EXISTS (SELECT 1 FROM saddlebag_claims c WHERE c.flow = b.flow"
          + " AND c.source = b.batch AND c.session IS NOT NULL AND c.until > CURRENT_TIMESTAMP)";

  private static final String FIND_OLD =
      "SELECT b.flow, b.batch FROM saddlebag_batches b WHERE "
          + OLD
          + " ORDER BY b.flow, b.batch LIMIT "
          + TOGETHER;

  private static final String REMOVE_OLD =
      "DELETE FROM saddlebag_batches b WHERE b.flow = ? AND b.batch = ? AND " + OLD;

  private static final String NOTED_AGAIN =
      "UPDATE saddlebag_batches SET noted = CURRENT_TIMESTAMP WHERE flow = ? AND batch = ?";

  private static final String PRUNE_GONE =
      "DELETE FROM saddlebag_messages WHERE (flow, message) IN"
          + " (SELECT flow, message FROM saddlebag_messages WHERE until < CURRENT_TIMESTAMP LIMIT "
          + PRUNED_TOGETHER
          + ") AND until < CURRENT_TIMESTAMP";

  private static final String ENDED =
      "SELECT b.flow, b.batch FROM saddlebag_batches b WHERE NOT EXISTS"
          + " (SELECT 1 FROM saddlebag_messages m WHERE m.flow = b.flow AND m.batch = b.batch)"
          + " AND EXISTS (SELECT 1 FROM saddlebag_claims c WHERE c.flow = b.flow"
          + " AND c.source = b.batch AND c.session IS NULL) ORDER BY b.flow, b.batch LIMIT "
          + TOGETHER;

  private final Database database;
  private final String session;
  private final Duration life;

  /**
   * Over a database.
   *
   * @param session this process's, which holds claims
   * @param life how long they hold
   */
  BatchTable(Database database, String session, Duration life) {
    this.database = database;
    this.session = session;
    this.life = life;
  }

  /**
   * Notes a batch that is claimed, and messages of it.
   *
   * @param messages digests, in an order that is the same on all nodes: they would wait for each
   *     other in a circle
   * @return false, and nothing is noted, where one of them is in a batch already
   */
  boolean note(ClaimTable.Source batch, byte[] note, SortedSet<String> messages) {
    return database.inOne(
        connection -> {
          requireOurs(connection, batch);
          note(connection, batch, note);
          int added = 0;
          for (List<String> some : parts(messages)) {
            added += add(connection, batch, some);
          }
          if (added < messages.size()) {
            connection.rollback();
            return false;
          }
          return true;
        });
  }

  /** The first note counts; its time is that of the last, so that nobody prunes it meanwhile. */
  private static void note(Connection connection, ClaimTable.Source batch, byte[] note)
      throws SQLException {
    boolean noted;
    do {
      noted =
          Database.update(connection, NOTE, batch.flow(), batch.digest(), note) == 1
              || Database.update(connection, NOTED_AGAIN, batch.flow(), batch.digest()) == 1;
    } while (!noted);
  }

  /** Notes something else of a batch that is claimed. */
  void rewrite(ClaimTable.Source batch, byte[] note) {
    boolean unused =
        database.inOne(
            connection -> {
              requireOurs(connection, batch);
              var unusedCount =
                  Database.update(connection, REWRITE, note, batch.flow(), batch.digest());
              return true;
            });
  }

  private void requireOurs(Connection connection, ClaimTable.Source batch) throws SQLException {
    if (!ClaimTable.renew(connection, batch, session, life)) {
      throw Claims.lost(life);
    }
  }

  private static int add(Connection connection, ClaimTable.Source batch, List<String> messages)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    messages.forEach(message -> values.addAll(List.of(batch.flow(), message, batch.digest())));
    String rows = Database.times(messages.size(), "(?, ?, ?)");
    return Database.update(connection, ADD + rows + UNLESS_THERE, values.toArray());
  }

  /** The batches that messages are in, by the messages' digests; others are in none. */
  Map<String, String> find(String flow, Collection<String> messages) {
    Map<String, String> found = new HashMap<>();
    for (List<String> some : parts(messages)) {
      found.putAll(database.read(FIND + marks(some), BatchTable::rows, values(flow, some)));
    }
    return found;
  }

  private static Map<String, String> rows(ResultSet found) throws SQLException {
    Map<String, String> rows = new HashMap<>();
    while (found.next()) {
      rows.put(found.getString(1), found.getString(2));
    }
    return rows;
  }

  /** What its sender has noted of a batch. */
  Optional<byte[]> read(String flow, String batch) {
    return database.read(
        READ,
        found -> found.next() ? Optional.of(found.getBytes(1)) : Optional.empty(),
        flow,
        batch);
  }

  /** As if nobody had ever had the batch, which is claimed. */
  void remove(ClaimTable.Source batch) {
    boolean unused =
        database.inOne(
            connection -> {
              requireOurs(connection, batch);
              change(connection, REMOVE_MESSAGES, batch.flow(), batch.digest());
              change(connection, REMOVE, batch.flow(), batch.digest());
              ClaimTable.drop(connection, batch, session);
              return true;
            });
  }

  /** The messages of a batch that is claimed are in no batch any more; its note stays. */
  void free(ClaimTable.Source batch) {
    boolean unused =
        database.inOne(
            connection -> {
              requireOurs(connection, batch);
              change(connection, REMOVE_MESSAGES, batch.flow(), batch.digest());
              return true;
            });
  }

  /** The messages are in their batches for so long only, unless somebody lets go of them anew. */
  void letGo(String flow, Collection<String> messages, Duration comesAgain) {
    boolean unused =
        database.inOne(
            connection -> {
              for (List<String> some : parts(messages)) {
                List<Object> values =
                    new ArrayList<>(List.of(ClaimTable.seconds(comesAgain), flow));
                values.addAll(some);
                change(connection, LET_GO + marks(some), values.toArray());
              }
              return true;
            });
  }

  private static void change(Connection connection, String sql, Object... values)
      throws SQLException {
    int unused = Database.update(connection, sql, values);
  }

  /** Whether the database takes what notes are made of; throws where it does not. */
  void ask() {
    boolean unused =
        database.inOne(
            connection -> {
              Tables.CLAIMS.touch(connection);
              Tables.BATCHES.touch(connection);
              return true;
            });
  }

  /** Deletes what the queues have let go of long enough ago. */
  void pruneGone() {
    untilAllAreGone(() -> database.update(PRUNE_GONE) == PRUNED_TOGETHER);
  }

  /** Deletes batches that are delivered and without messages. */
  void pruneEnded() {
    untilAllAreGone(this::someEnded);
  }

  /** Deletes what no queue can hold any more. */
  void pruneOld() {
    untilAllAreGone(this::someOld);
  }

  /** By parts, as no statement may take so long that others would wait for it. */
  private static void untilAllAreGone(BooleanSupplier thereMayBeMore) {
    boolean more;
    do {
      more = thereMayBeMore.getAsBoolean();
    } while (more);
  }

  private boolean someEnded() {
    return database.inOne(
        connection -> {
          List<ClaimTable.Source> ended = Database.read(connection, ENDED, BatchTable::sources);
          for (ClaimTable.Source each : ended) {
            Object[] values = {each.flow(), each.digest(), each.flow(), each.digest()};
            change(connection, END, values);
            change(connection, END_CLAIM, values);
          }
          return ended.size() == TOGETHER;
        });
  }

  private boolean someOld() {
    return database.inOne(
        connection -> {
          List<ClaimTable.Source> old = Database.read(connection, FIND_OLD, BatchTable::sources);
          for (ClaimTable.Source each : old) {
            // The batch first: who notes it anew waits for that, and its messages come behind.
            if (Database.update(connection, REMOVE_OLD, each.flow(), each.digest()) == 1) {
              change(connection, REMOVE_MESSAGES, each.flow(), each.digest());
            }
          }
          return old.size() == TOGETHER;
        });
  }

  private static List<ClaimTable.Source> sources(ResultSet found) throws SQLException {
    List<ClaimTable.Source> sources = new ArrayList<>();
    while (found.next()) {
      sources.add(new ClaimTable.Source(found.getString(1), found.getString(2)));
    }
    return sources;
  }

  private static String marks(List<String> values) {
    return "(" + Database.times(values.size(), "?") + ")";
  }

  private static Object[] values(String flow, List<String> more) {
    List<Object> all = new ArrayList<>();
    all.add(flow);
    all.addAll(more);
    return all.toArray();
  }

  private static List<List<String>> parts(Collection<String> all) {
    List<String> list = List.copyOf(all);
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < list.size(); from += TOGETHER) {
      parts.add(list.subList(from, Math.min(list.size(), from + TOGETHER)));
    }
    return parts;
  }
}
