package org.saddlebag.claims;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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

  /** As long as what somebody has begun and nobody has ended. */
  private static final Duration DISTRUSTED = Duration.ofDays(90);

  private static final String MEMORY = "claims-session";
  private static final int BEATS = 3;
  private static final int BEATS_BETWEEN_PRUNES = 200;

  private final DatabaseSettings settings;
  private final Database database;
  private final ClaimTable table;
  private final WorkTable work;
  private final BatchTable batches;
  private final ClaimTaking taking;
  private final String node;
  private final String session = UUID.randomUUID().toString();
  private final SessionFile memory;

  /** Ends that the database has not been told of. */
  private final Map<ClaimTable.Source, FlowClaims.Ending> untold = new ConcurrentHashMap<>();

  /** Objects on which nobody must rely, and of which the database has not been told. */
  private final Set<ClaimTable.Source> distrusted = ConcurrentHashMap.newKeySet();

  private final List<FlowWork> works = new CopyOnWriteArrayList<>();

  private ScheduledExecutorService heart;
  private volatile DatabaseUnavailable trouble;

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
    this.database = new Database(settings);
    this.table = new ClaimTable(database);
    this.work = new WorkTable(database);
    this.batches = new BatchTable(database, session, settings.claimTimeout());
    this.taking = new ClaimTaking(table, node, session, settings.claimTimeout());
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
   * The work of a flow, for whoever is to list it and for all who take it.
   *
   * @param flow the flow's name, the same on all nodes
   * @param largeBytes from where on a source is large, the same on all nodes
   * @return in this database
   */
  public FlowWork work(String flow, long largeBytes) {
    FlowWork flowWork = new FlowWork(this, flow, largeBytes);
    works.add(flowWork);
    return flowWork;
  }

  /**
   * The batches of messages of a flow.
   *
   * @param flow the flow's name, the same on all nodes
   * @param comesAgain how long a message may still come again that its queue has let go of, whole
   *     seconds
   * @return in this database
   */
  public FlowBatches batches(String flow, Duration comesAgain) {
    needBatches();
    return new FlowBatches(this, flow, comesAgain);
  }

  /** Some flow has batches: their tables are asked for from now on, as all others are. */
  public void needBatches() {
    database.need(Tables.BATCHES);
  }

  /**
   * Asks for the database and its tables, which are made where they are missing.
   *
   * @throws DatabaseUnavailable if it is not to be had
   */
  public void require() {
    said(
        () -> {
          database.require();
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

  boolean isOurs(String other) {
    return session.equals(other);
  }

  ClaimTable table() {
    return table;
  }

  WorkTable work() {
    return work;
  }

  BatchTable batches() {
    return batches;
  }

  /** One for each source. What nobody can tell counts as not taken, also where it was. */
  List<FlowClaims.Outcome> take(
      FlowClaims flow, List<ClaimTable.Source> sources, List<String> contents) {
    try {
      return said(
          () -> {
            begin();
            sources.forEach(this::tell);
            return taking.take(flow, sources, contents);
          });
    } catch (DatabaseUnavailable e) {
      sources.forEach(source -> untold.putIfAbsent(source, FlowClaims.Ending.GIVEN_BACK));
      throw e;
    }
  }

  void require(ClaimTable.Source source) {
    if (!said(() -> table.renew(source, session, settings.claimTimeout()))) {
      throw lost(settings.claimTimeout());
    }
  }

  static Refused lost(Duration claimTimeout) {
    return new Refused(
        DatabaseError.CLAIM_LOST,
        "another node has taken over, as this one was not heard of for "
            + claimTimeout.toSeconds()
            + " s");
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

  /** Told before anything is given back, at the latest. */
  void distrust(ClaimTable.Source object) {
    distrusted.add(object);
    try {
      said(this::tellDistrusted);
    } catch (DatabaseUnavailable e) {
      LOG.warn("{}: an object on which nobody must rely is told of later", object.flow());
    }
  }

  boolean isDistrusted(ClaimTable.Source object) {
    return distrusted.contains(object)
        || said(() -> !table.look(object.flow(), List.of(object.digest())).isEmpty());
  }

  /** A second time does no harm. */
  private boolean tellDistrusted() {
    distrusted.removeIf(
        each -> {
          table.remember(each, each.digest(), node, DISTRUSTED);
          return true;
        });
    return true;
  }

  /** Tells the database how a claim has ended; what can't be told stays to be told. */
  private boolean tell(ClaimTable.Source source) {
    var unused = tellDistrusted();
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

  /** Before the first look: what the last process here held, the lead too, is nobody's. */
  synchronized void begin() {
    if (heart == null) {
      memory.read().ifPresent(table::free);
      memory.write(session);
      heart =
          Executors.newScheduledThreadPool(
              2,
              task -> {
                Thread thread = new Thread(task, "saddlebag-claims");
                thread.setDaemon(true);
                return thread;
              });
      long pause = Math.max(1, settings.claimTimeout().toMillis() / BEATS);
      var unused = heart.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
      // That we live is told meanwhile, however long it takes.
      var unusedToo =
          heart.scheduleWithFixedDelay(
              this::prune, pause, BEATS_BETWEEN_PRUNES * pause, TimeUnit.MILLISECONDS);
    }
  }

  /** Whatever goes wrong, the next beat comes. */
  void beat() {
    try {
      works.forEach(each -> each.watch(settings.claimTimeout()));
      said(
          () -> {
            table.renewAll(session, settings.claimTimeout());
            untold.keySet().forEach(this::tell);
            return tellDistrusted();
          });
    } catch (DatabaseUnavailable e) {
      LOG.debug("{}", e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.warn("{} is not told that we live: {}", settings, e.toString());
    }
  }

  /**
   * Deletes what counts for nothing any more. Done now and then as long as claims are taken; what
   * fails is tried the next time, and keeps nobody from work.
   */
  public void prune() {
    if (database.needs(Tables.BATCHES)) {
      prune(batches::pruneGone);
      prune(batches::pruneEnded);
      prune(batches::pruneOld);
    }
    prune(table::prune);
    prune(work::prune);
  }

  private void prune(Runnable part) {
    try {
      part.run();
    } catch (DatabaseUnavailable e) {
      LOG.debug("{}: what counts for nothing stays: {}", settings, e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.warn("{}: what counts for nothing stays: {}", settings, e.toString());
    }
  }

  /** Notes whether the database answers, and says so once for each change. */
  <T> T said(Supplier<T> question) {
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
    database.close();
  }
}
