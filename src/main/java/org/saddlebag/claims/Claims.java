package org.saddlebag.claims;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.saddlebag.errors.DatabaseUnavailable;
import org.saddlebag.errors.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has in hand of what several nodes can see, in a database that they share. Safe
 * for use by several threads.
 *
 * <p>A claim holds while its process is heard of. One statement for all claims of the process,
 * three times in the claims' time, tells that it lives; when it has been silent for that time,
 * another node takes over. A process that was only asleep finds out by {@link Claim#require}.
 *
 * <p>Camel's {@code JdbcOrphanLockAwareIdempotentRepository} does not serve here. It compares times
 * of the nodes' own clocks; it looks and then writes, so that two nodes can both take over an
 * orphan; its rows name no owner, so that a process that wakes up renews what is another's by now;
 * a source that is done looks like one that is held, and counts as an orphan later; and it renews
 * each row by a statement of its own, those of all sources that were ever done included. Its
 * interface has no word for a source that was taken over, or done with other content.
 */
public final class Claims implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /** Long enough for whoever remembers for good; a timestamp of any database holds it. */
  private static final Duration FOR_GOOD = Duration.ofDays(10_000);

  private static final String MEMORY = "claims-session";
  private static final int BEATS = 3;
  private static final int BEATS_BETWEEN_PRUNES = 200;

  private final DatabaseSettings settings;
  private final ClaimTable table;
  private final String node;
  private final String session = UUID.randomUUID().toString();
  private final SessionFile memory;

  /** Ends that the database has not been told of. */
  private final Map<ClaimTable.Source, FlowClaims.Ending> untold = new ConcurrentHashMap<>();

  private ScheduledExecutorService heart;
  private volatile DatabaseUnavailable trouble;
  private int beats;

  /**
   * Nobody is spoken to yet.
   *
   * @param settings the database
   * @param node this node's name, for whoever looks at the table
   * @param stateOrNull a folder that this process has alone; what the last process there held is
   *     free at once. Null where nobody remembers it
   */
  public Claims(DatabaseSettings settings, String node, Path stateOrNull) {
    this.memory = new SessionFile(stateOrNull == null ? null : stateOrNull.resolve(MEMORY));
    this.settings = settings;
    this.node = node;
    this.table = new ClaimTable(settings);
  }

  /**
   * The claims of a flow.
   *
   * @param flow the flow's name, the same on all nodes
   * @param forGood whether a source that is done is remembered for good; else for as long as a node
   *     may see it although it is gone
   * @return over this database
   */
  public FlowClaims of(String flow, boolean forGood) {
    return new FlowClaims(this, flow, forGood ? FOR_GOOD : settings.claimTimeout());
  }

  /**
   * Asks for the database and its table, which is made where it is missing.
   *
   * @throws DatabaseUnavailable if it is not to be had
   */
  public void require() {
    said(
        () -> {
          table.require();
          return true;
        });
  }

  /**
   * What was wrong when the database was last spoken to.
   *
   * @return empty where it answered
   */
  public Optional<DatabaseUnavailable> trouble() {
    return Optional.ofNullable(trouble);
  }

  FlowClaims.Outcome take(FlowClaims flow, ClaimTable.Source source, String content) {
    return said(
        () -> {
          begin();
          return attempt(flow, source, content);
        });
  }

  private FlowClaims.Outcome attempt(FlowClaims flow, ClaimTable.Source source, String content) {
    tell(source);
    Duration life = settings.claimTimeout();
    while (true) {
      if (table.insert(source, content, node, session, life)) {
        return new FlowClaims.Taken(new Claim(flow, source, false));
      }
      ClaimTable.Row row = table.look(source);
      if (row == null) {
        continue;
      }
      boolean free = row.isVoid() || session.equals(row.session());
      if (!free && row.held()) {
        return new FlowClaims.Held();
      }
      if (!free && row.content().equals(content)) {
        return new FlowClaims.Done();
      }
      if (table.take(source, content, node, session, life)) {
        return new FlowClaims.Taken(new Claim(flow, source, row.held()));
      }
    }
  }

  void require(ClaimTable.Source source) {
    if (!said(() -> table.renew(source, session, settings.claimTimeout()))) {
      throw new Refused(
          DatabaseError.CLAIM_LOST,
          "another node has taken over, as this one was not heard of for "
              + settings.claimTimeout().toSeconds()
              + " s");
    }
  }

  void end(ClaimTable.Source source, FlowClaims.Ending ending) {
    untold.put(source, ending);
    if (trouble != null) {
      return;
    }
    try {
      said(() -> tell(source));
    } catch (DatabaseUnavailable e) {
      LOG.debug("{} is told later: {}", settings, e.getMessage());
    }
  }

  /** Tells the database how a claim has ended; what can't be told stays to be told. */
  private boolean tell(ClaimTable.Source source) {
    return untold.computeIfPresent(source, this::told) == null;
  }

  /** Told once: said a second time, it would end a claim that was taken anew meanwhile. */
  private FlowClaims.Ending told(ClaimTable.Source source, FlowClaims.Ending ending) {
    if (ending.content() != null) {
      table.end(source, ending.content(), session, ending.life());
    } else if (ending.equals(FlowClaims.Ending.DROPPED)) {
      table.drop(source, session);
    } else {
      table.giveBack(source, session);
    }
    return null;
  }

  private synchronized void begin() {
    if (heart == null) {
      memory.read().ifPresent(table::free);
      memory.write(session);
      heart =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "saddlebag-claims");
                thread.setDaemon(true);
                return thread;
              });
      long pause = Math.max(1, settings.claimTimeout().toMillis() / BEATS);
      var unused = heart.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  /** Whatever goes wrong, the next beat comes. */
  void beat() {
    try {
      said(
          () -> {
            table.renewAll(session, settings.claimTimeout());
            untold.keySet().forEach(this::tell);
            if (beats++ % BEATS_BETWEEN_PRUNES == 0) {
              table.prune();
            }
            return true;
          });
    } catch (DatabaseUnavailable e) {
      LOG.debug("{}", e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.warn("{} is not told that we live: {}", settings, e.toString());
    }
  }

  /** Notes whether the database answers, and says so once for each change. */
  private <T> T said(Supplier<T> question) {
    try {
      T answer = question.get();
      if (trouble != null) {
        trouble = null;
        LOG.info("{} answers again", settings);
      }
      return answer;
    } catch (DatabaseUnavailable e) {
      if (trouble == null) {
        LOG.warn("{}: {}; shared flows wait for it", e.code().id(), e.what());
      }
      trouble = e;
      throw e;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (heart != null) {
        heart.shutdownNow();
      }
    }
    table.close();
  }
}
