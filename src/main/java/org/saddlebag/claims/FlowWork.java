package org.saddlebag.claims;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.saddlebag.errors.Refused;

/**
 * The work of one flow that several nodes share: one of them, the leader, lists and feeds what it
 * finds to a table, and all take from it. Safe for use by several threads.
 *
 * <p>Work is no claim: who takes it claims it, as anybody else who finds a source. So two leaders
 * at once, or work that was taken and is found again, cost time and harm nobody.
 */
public final class FlowWork {

  /** What the leadership is claimed by; no source is called so. */
  private static final String LEADERSHIP = "";

  /**
   * How much waits, and how far the listings are; they are counted over all leaders.
   *
   * @param small how much of what waits is not large
   * @param large how much is
   * @param begun the number of the last listing that has begun, 0 before the first
   * @param ended the number of the last one that has seen all there is, with nothing left to be
   *     looked at again
   * @param leader who leads
   */
  public record Standing(long small, long large, long begun, long ended, Leader leader) {}

  /** Who leads. */
  public enum Leader {
    /** This node. */
    OURS,
    /** Another one that is heard of. */
    ANOTHER,
    /** Nobody, or nobody who is heard of. */
    NOBODY
  }

  private final Claims claims;
  private final FlowClaims leaders;
  private final String flow;
  private final long largeBytes;
  private Claim leadership;
  private volatile boolean looking;
  private volatile long seenAt;

  FlowWork(Claims claims, String flow, long largeBytes) {
    this.claims = claims;
    this.leaders = claims.of(flow, false);
    this.flow = flow;
    this.largeBytes = largeBytes;
  }

  /**
   * Makes sure that this node is the leader, or becomes it where nobody is, or nobody who is heard
   * of. It stays so while the process lives, until it {@link #resign}s.
   *
   * @return whether it is
   * @throws org.saddlebag.errors.DatabaseUnavailable if nobody can tell
   */
  public synchronized boolean lead() {
    if (leadership != null && !isStillOurs()) {
      leadership = null;
    }
    if (leadership == null
        && leaders.take(LEADERSHIP, LEADERSHIP) instanceof FlowClaims.Taken taken) {
      leadership = taken.claim();
    }
    return leadership != null;
  }

  private boolean isStillOurs() {
    try {
      leadership.require();
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  /** Lets another node lead, where this one does. Where the database is away it is told later. */
  public synchronized void resign() {
    if (leadership != null) {
      leadership.drop();
      leadership = null;
    }
  }

  /**
   * How the work stands.
   *
   * @return as of now
   * @throws org.saddlebag.errors.DatabaseUnavailable if nobody can tell
   */
  public Standing standing() {
    WorkTable.Row row =
        claims.said(
            () -> {
              claims.begin();
              return claims.work().look(flow, Digests.of(LEADERSHIP), largeBytes);
            });
    return new Standing(row.small(), row.large(), row.begun(), row.ended(), leader(row.leader()));
  }

  private synchronized Leader leader(String sessionOrNull) {
    if (sessionOrNull == null) {
      return Leader.NOBODY;
    }
    if (!claims.isOurs(sessionOrNull)) {
      return Leader.ANOTHER;
    }
    return leadership == null ? Leader.NOBODY : Leader.OURS;
  }

  /**
   * A look begins, to list or to take; it is over by {@link #looksNoMore}. A leader that gets no
   * further in it for long leads no more.
   */
  public void looks() {
    stillLooks();
    looking = true;
  }

  /**
   * A listing begins.
   *
   * @throws org.saddlebag.errors.DatabaseUnavailable if the database is not told
   */
  public void listingBegins() {
    claims.said(
        () -> {
          claims.work().listingBegins(flow);
          return true;
        });
  }

  /** A look has got further. */
  public void stillLooks() {
    seenAt = System.nanoTime();
  }

  /** A look is over, however it has ended. */
  public void looksNoMore() {
    looking = false;
  }

  /** Lets another node lead where a look hangs here, as that at a lost network drive does. */
  void watch(Duration patience) {
    if (looking && System.nanoTime() - seenAt > patience.toNanos()) {
      resign();
    }
  }

  /**
   * A listing has seen all there is, and left nothing to be looked at again.
   *
   * @param listing its number: one more than had begun when it did
   * @throws org.saddlebag.errors.DatabaseUnavailable if the database is not told
   */
  public void listingEnds(long listing) {
    claims.said(
        () -> {
          claims.work().listingEnds(flow, listing);
          return true;
        });
  }

  /**
   * Feeds what a listing has found, save what a living node has in hand or is done.
   *
   * @param found up to some thousands
   * @param content what tells each one's content from another of its name
   * @return what of it is to be done
   * @throws org.saddlebag.errors.DatabaseUnavailable if the database does not take it
   */
  public Fed feed(List<Work> found, Function<Work, String> content) {
    if (found.isEmpty()) {
      return new Fed(0, List.of());
    }
    List<String> digests = found.stream().map(each -> Digests.of(each.name())).toList();
    return claims.said(
        () -> {
          Map<String, ClaimTable.Row> known = claims.table().look(flow, digests);
          SortedMap<String, Work> open = new TreeMap<>();
          List<Work> done = new ArrayList<>();
          for (int i = 0; i < found.size(); i++) {
            Work each = found.get(i);
            ClaimTable.Row row = known.get(digests.get(i));
            if (row == null || row.isVoid()) {
              open.put(digests.get(i), each);
            } else if (!row.held() && row.content().equals(Digests.of(content.apply(each)))) {
              done.add(each);
            } else if (!row.held()) {
              open.put(digests.get(i), each);
            }
          }
          claims.work().feed(flow, open);
          return new Fed(open.size(), done);
        });
  }

  /**
   * What has become of what was found.
   *
   * @param open how much of it waits now
   * @param done what is delivered with this content
   */
  public record Fed(int open, List<Work> done) {}

  /**
   * Takes work, the oldest first. Nobody else gets it until a listing finds it again.
   *
   * @param limit how much at most, from 1
   * @param large how much of it may be large, from 0
   * @return empty where there is none, or others are just taking it
   * @throws org.saddlebag.errors.DatabaseUnavailable if the database gives none
   */
  public List<Work> take(int limit, int large) {
    return claims.said(() -> claims.work().take(flow, limit, large, largeBytes));
  }

  /**
   * Others may take it.
   *
   * @param work what was taken
   * @throws org.saddlebag.errors.DatabaseUnavailable if the database does not take it; the next
   *     listing finds it
   */
  public void giveBack(List<Work> work) {
    SortedMap<String, Work> open = new TreeMap<>();
    work.forEach(each -> open.put(Digests.of(each.name()), each));
    claims.said(
        () -> {
          claims.work().feed(flow, open);
          return true;
        });
  }
}
