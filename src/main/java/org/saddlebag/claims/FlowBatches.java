package org.saddlebag.claims;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.saddlebag.errors.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of one flow's messages, for all nodes that receive them: a batch is a claim, and
 * beside it stands which messages are in it, until their queue has let go of them and does not give
 * them out again. Safe for use by several threads.
 */
public final class FlowBatches {

  private static final Logger LOG = LoggerFactory.getLogger(FlowBatches.class);

  /**
   * So long a message may stay in a queue of Amazon SQS. Source: Amazon SQS Developer Guide,
   * "MessageRetentionPeriod".
   */
  static final int REMEMBERED_DAYS = 14;

  /** No file or object of a flow with batches is claimed beside them, but the names differ. */
  private static final String BATCH = "batch:";

  private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();

  private final Claims claims;
  private final FlowClaims ours;
  private final String flow;
  private final Duration comesAgain;

  /** Digests of messages that the queue has let go of, and of which the database is to be told. */
  private final Set<String> gone = ConcurrentHashMap.newKeySet();

  /** Why it took no write; that it reads, or takes writes of others, does not end this. */
  private volatile DatabaseUnavailable unwritten;

  private long askedAt = System.nanoTime() - BETWEEN_LOOKS_NANOS;

  FlowBatches(Claims claims, String flow, Duration comesAgain) {
    this.claims = claims;
    this.ours = new FlowClaims(claims, flow, Duration.ofDays(REMEMBERED_DAYS));
    this.flow = flow;
    this.comesAgain = comesAgain;
  }

  /**
   * What keeps the database from taking notes, as far as is known. Where it did not answer when it
   * was last spoken to, or took no note, it is asked once more, once in a second however many want
   * to know.
   *
   * @return empty where nothing is in the way
   */
  public Optional<DatabaseUnavailable> trouble() {
    if (unwritten != null || claims.trouble().isPresent()) {
      askAgain();
    }
    return Optional.ofNullable(unwritten).or(claims::trouble);
  }

  private synchronized void askAgain() {
    if (System.nanoTime() - askedAt < BETWEEN_LOOKS_NANOS) {
      return;
    }
    try {
      written(
          () -> {
            claims.batches().ask();
            return true;
          });
      unwritten = null;
    } catch (DatabaseUnavailable e) {
      LOG.debug("{}: {}", flow, e.getMessage());
    } finally {
      askedAt = System.nanoTime();
    }
  }

  /** What fails here would fail again for all messages that come. */
  private <T> T written(Supplier<T> question) {
    try {
      return claims.said(question);
    } catch (DatabaseUnavailable e) {
      unwritten = e;
      throw e;
    }
  }

  /**
   * What a batch is called here.
   *
   * @param identity what tells it from all others of the flow
   * @return the same on all nodes
   */
  public static String name(String identity) {
    return Digests.of(BATCH + identity);
  }

  /**
   * Claims a batch, see {@link FlowClaims#take}.
   *
   * @param name as {@link #name} or {@link #holding} gives it
   * @return done where it is delivered
   * @throws DatabaseUnavailable if the database does not do it
   */
  public FlowClaims.Outcome take(String name) {
    List<ClaimTable.Source> source = List.of(new ClaimTable.Source(flow, name));
    FlowClaims.Outcome outcome =
        written(() -> claims.take(ours, source, List.of(Digests.of(name))).get(0));
    tellGoneIfPossible();
    return outcome;
  }

  /**
   * It is delivered, and whoever comes to its messages lets go of them.
   *
   * @param batch ours
   * @param name as it was taken
   */
  public void delivered(Claim batch, String name) {
    batch.done(name);
  }

  /**
   * The batches that messages are in.
   *
   * @param messages their ids
   * @return the batches' names by the messages' ids; a message that is in none is absent
   * @throws DatabaseUnavailable if nobody can tell
   */
  public Map<String, String> holding(Collection<String> messages) {
    Map<String, String> byDigest = new HashMap<>();
    messages.forEach(message -> byDigest.put(Digests.of(message), message));
    Map<String, String> found = claims.said(() -> claims.batches().find(flow, byDigest.keySet()));
    Map<String, String> holding = new HashMap<>();
    found.forEach((digest, batch) -> holding.put(byDigest.get(digest), batch));
    return holding;
  }

  /**
   * Which batches are delivered.
   *
   * @param names their names
   * @return those of them
   * @throws DatabaseUnavailable if nobody can tell
   */
  public Set<String> delivered(Collection<String> names) {
    if (names.isEmpty()) {
      return Set.of();
    }
    Set<String> delivered = new HashSet<>();
    claims
        .said(() -> claims.table().look(flow, List.copyOf(names)))
        .forEach(
            (name, row) -> {
              if (!row.held() && !row.isVoid()) {
                delivered.add(name);
              }
            });
    return delivered;
  }

  /**
   * What its sender has noted of a batch.
   *
   * @param name its name
   * @return empty where nothing is known of it
   * @throws DatabaseUnavailable if nobody can tell
   */
  public Optional<byte[]> read(String name) {
    return claims.said(() -> claims.batches().read(flow, name));
  }

  /**
   * Notes messages of a batch, all or none.
   *
   * @param batch ours
   * @param note what whoever takes the batch over must know of it; the first one counts
   * @param messages ids of messages that are in no batch
   * @return false where one of them is in another batch by now
   * @throws org.saddlebag.errors.Refused {@code CLAIM_LOST} if another node has the batch
   * @throws DatabaseUnavailable if the database does not do it
   */
  public boolean note(Claim batch, byte[] note, Collection<String> messages) {
    TreeSet<String> digests = new TreeSet<>();
    messages.forEach(message -> digests.add(Digests.of(message)));
    gone.removeAll(digests);
    boolean noted = written(() -> claims.batches().note(batch.source(), note, digests));
    unwritten = null;
    return noted;
  }

  /**
   * Notes something else of a batch that is noted.
   *
   * @param batch ours
   * @param note what whoever takes the batch over must know of it from now on
   * @throws org.saddlebag.errors.Refused {@code CLAIM_LOST} if another node has the batch
   * @throws DatabaseUnavailable if the database does not do it
   */
  public void rewrite(Claim batch, byte[] note) {
    written(
        () -> {
          claims.batches().rewrite(batch.source(), note);
          return true;
        });
  }

  /**
   * The messages of a batch are in none any more, and whoever begins the same batch once more finds
   * its note.
   *
   * @param batch ours, and no more
   * @throws org.saddlebag.errors.Refused {@code CLAIM_LOST} if another node has it
   * @throws DatabaseUnavailable if the database does not do it
   */
  public void free(Claim batch) {
    written(
        () -> {
          claims.batches().free(batch.source());
          return true;
        });
    batch.giveBack();
  }

  /**
   * Nothing of a batch was sent, and nobody will send it: as if nobody had ever had it.
   *
   * @param batch ours, and no more
   * @throws org.saddlebag.errors.Refused {@code CLAIM_LOST} if another node has it
   * @throws DatabaseUnavailable if the database does not do it
   */
  public void neverSent(Claim batch) {
    written(
        () -> {
          claims.batches().remove(batch.source());
          return true;
        });
  }

  /**
   * The queue has let go of messages: they are in their batch for as long as they may come again.
   * Where the database is away it is told with the next batch.
   *
   * @param messages their ids
   */
  public void letGo(Collection<String> messages) {
    messages.forEach(message -> gone.add(Digests.of(message)));
    if (unwritten != null || claims.trouble().isPresent()) {
      return;
    }
    tellGoneIfPossible();
  }

  private void tellGoneIfPossible() {
    try {
      tellGone();
    } catch (DatabaseUnavailable e) {
      LOG.debug("{}: what has gone is told later: {}", flow, e.getMessage());
    }
  }

  private void tellGone() {
    SortedSet<String> some = new TreeSet<>(gone);
    // Each is told once, however many threads tell.
    some.removeIf(each -> !gone.remove(each));
    if (some.isEmpty()) {
      return;
    }
    boolean told = false;
    try {
      told =
          written(
              () -> {
                claims.batches().letGo(flow, some, comesAgain);
                return true;
              });
    } finally {
      if (!told) {
        gone.addAll(some);
      }
    }
  }
}
