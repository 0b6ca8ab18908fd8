package org.saddlebag.camel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.claims.Claims;
import org.saddlebag.claims.FlowWork;
import org.saddlebag.claims.Work;

/**
 * One node's part in the work of a shared flow: it lists where it leads, and takes what is listed
 * as it has room for it. Used by the polling thread alone, save where it says otherwise.
 */
public final class SharedWork {

  /** So much is fed at once. */
  private static final int BATCH = 1000;

  /** A listing rests while so much waits to be taken, and none begins while a batch does. */
  private static final int ENOUGH = 10 * BATCH;

  /** More large ones than these are left to the next listing, so that small ones are found. */
  private static final int MOST_LARGE = BATCH;

  private static final long PATIENCE_MILLIS = 100;

  /** So many waits for a place in a row. */
  private static final int MOST_IN_VAIN = 10;

  /** What a flow does with work. */
  public interface Hands {
    /**
     * What tells the content of what was found from another of its name.
     *
     * @param found what a listing has found
     * @return as it is claimed with
     */
    String content(Work found);

    /**
     * What was found is delivered; the next listing need not ask for it.
     *
     * @param found what a listing has found
     */
    void done(Work found);

    /**
     * Claims what was taken and sends it on, each in a place of its own.
     *
     * @param taken no more than there were places
     * @return false where nothing of it is to be seen from here
     * @throws InterruptedException when the wait for a place is broken off
     */
    boolean take(List<Work> taken) throws InterruptedException;
  }

  private final FlowWork work;
  private final Lanes lanes;
  private final int batch;
  private final BooleanSupplier running;
  private final Hands hands;
  private final List<Work> found = new ArrayList<>();
  private FlowWork.Standing standing;
  private long seenEvents = -1;
  private long wantedListing;
  private long listing;
  private boolean whole;
  private int fed;
  private boolean led;
  private long fedAt;

  private SharedWork(
      FlowWork work, Lanes lanes, int parallel, BooleanSupplier running, Hands hands) {
    this.work = work;
    this.lanes = lanes;
    this.batch = Math.max(1, parallel / 2);
    this.running = running;
    this.hands = hands;
  }

  /**
   * The work of a shared flow.
   *
   * @param context knows the claims
   * @param flow the flow's name
   * @param lanes where places are taken; whoever ends a delivery leaves it
   * @param parallel how many deliveries the flow's threads work on at once, from 1
   * @param running false once nothing more may be taken
   * @param hands what is done with it
   * @return to be used until the context stops
   */
  public static SharedWork of(
      CamelContext context,
      String flow,
      Lanes lanes,
      int parallel,
      BooleanSupplier running,
      Hands hands) {
    FlowWork work =
        CamelContextHelper.mandatoryFindSingleByType(context, Claims.class)
            .work(flow, Lanes.LARGE_BYTES);
    return new SharedWork(work, lanes, parallel, running, hands);
  }

  /**
   * A new look begins; it is over by {@link #pollEnds}.
   *
   * @param events what has happened so far that may have given the flow something to do: what it
   *     has led to is known by a listing that begins from now on
   */
  public void pollBegins(long events) {
    fed = 0;
    work.looks();
    standing = work.standing();
    if (events != seenEvents) {
      seenEvents = events;
      wantedListing = standing.begun() + 1;
    }
  }

  /**
   * Whether it is this node that lists, and now. May be called while another thread has it stand
   * down.
   *
   * @return false where another node leads, or enough waits to be taken
   */
  public synchronized boolean lists() {
    boolean leads =
        running.getAsBoolean()
            && switch (standing.leader()) {
              case OURS -> true;
              case ANOTHER -> false;
              case NOBODY -> work.lead();
            };
    if (leads && !led) {
      fedAt = System.nanoTime();
    }
    led = leads;
    return leads && standing.small() < BATCH;
  }

  /** Lets another node lead. Safe for use by any thread, once nothing more may be taken. */
  public synchronized void standDown() {
    work.resign();
  }

  /**
   * Lets another node lead where this one has found nothing for some time: it may be that it sees
   * nothing, as a drive is not mounted.
   *
   * @param idle that time
   */
  public void handOver(Duration idle) {
    if (led && System.nanoTime() - fedAt >= idle.toNanos()) {
      standDown();
      led = false;
    }
  }

  /** Lists; to be ended by {@link #listingEnds}. */
  public void listingBegins() {
    listing = standing.begun() + 1;
    whole = true;
    work.listingBegins();
  }

  /** The look is over, however it has ended. */
  public void pollEnds() {
    work.looksNoMore();
  }

  /** The listing has got further, be there anything for others or not. */
  public void stillLists() {
    work.stillLooks();
  }

  /** The listing has ended in whatever way; where it has not failed, by {@link #listingEnds}. */
  public void listsNoMore() {
    found.clear();
  }

  /**
   * The listing has found something.
   *
   * @param each a hint for whoever takes it
   * @throws InterruptedException when the wait for those who take is broken off
   */
  public void found(Work each) throws InterruptedException {
    found.add(each);
    if (found.size() >= BATCH) {
      feed();
    }
  }

  /**
   * The listing has ended.
   *
   * @param settled whether it has seen all there is, with nothing left to be looked at again
   * @throws InterruptedException when the wait for those who take is broken off
   */
  public void listingEnds(boolean settled) throws InterruptedException {
    feed();
    if (settled && whole) {
      work.listingEnds(listing);
      standing =
          new FlowWork.Standing(
              standing.small(),
              standing.large(),
              standing.begun(),
              Math.max(standing.ended(), listing),
              standing.leader());
    }
  }

  /** As {@link #lists}: who stands down must not come to lead again behind its own back. */
  private synchronized boolean mayFeed() {
    return running.getAsBoolean() && work.lead();
  }

  private void feed() throws InterruptedException {
    if (found.isEmpty()) {
      return;
    }
    if (!mayFeed()) {
      found.clear();
      whole = false;
      return;
    }
    if (standing.large() >= MOST_LARGE) {
      whole &= !found.removeIf(each -> Lanes.isLarge(each.sizeBytes()));
    }
    FlowWork.Fed result = work.feed(found, hands::content);
    found.clear();
    fed += result.open();
    fedAt = result.open() > 0 ? System.nanoTime() : fedAt;
    result.done().forEach(hands::done);
    take(lanes.room(1, 0));
    standing = work.standing();
    while (running.getAsBoolean() && standing.small() >= ENOUGH) {
      if (!take(lanes.room(batch, PATIENCE_MILLIS))) {
        Thread.sleep(PATIENCE_MILLIS);
      }
      work.stillLooks();
      standing = work.standing();
    }
  }

  /** Something has to be found once more, by a listing that begins from now on. */
  public void findAgain() {
    wantedListing = Math.max(wantedListing, standing.begun() + 1);
  }

  /**
   * Feeds what others are to try. Nothing is taken behind it, so that they have until the next look
   * of this node to do so.
   *
   * @param others what is not for this node
   */
  public void offer(List<Work> others) {
    for (int from = 0; from < others.size() && mayFeed(); from += BATCH) {
      List<Work> some = others.subList(from, Math.min(others.size(), from + BATCH));
      work.feed(some, hands::content).done().forEach(hands::done);
    }
  }

  /**
   * Takes what waits, as fast as it is worked off, until there is no more. Where nothing is worked
   * off here, it comes back: others may need a new listing.
   *
   * @throws InterruptedException when the wait for a place is broken off
   */
  public void workOff() throws InterruptedException {
    boolean more = fed > 0 || waits();
    int vain = 0;
    while (more && vain < MOST_IN_VAIN && running.getAsBoolean()) {
      work.stillLooks();
      int room = lanes.room(batch, PATIENCE_MILLIS);
      vain = room == 0 ? vain + 1 : 0;
      more = room == 0 || take(room);
    }
  }

  private boolean waits() {
    return standing.small() + standing.large() > 0;
  }

  /** Whether it is worth asking again at once. */
  private boolean take(int room) throws InterruptedException {
    if (room == 0) {
      return false;
    }
    List<Work> taken = work.take(Math.min(room, BATCH), lanes.largeRoom(0));
    return !taken.isEmpty() && hands.take(taken);
  }

  /**
   * Takes what is large and waits for its lane, for some time.
   *
   * @param millis how long at most
   * @return whether anything had to wait, so that all of the time may have passed
   * @throws InterruptedException when the wait for a place is broken off
   */
  public boolean linger(long millis) throws InterruptedException {
    if (fed == 0 && !waits()) {
      return false;
    }
    standing = work.standing();
    boolean waited = standing.large() > 0;
    long end = System.nanoTime() + millis * 1_000_000;
    while (standing.large() > 0 && running.getAsBoolean() && System.nanoTime() - end < 0) {
      work.stillLooks();
      if (lanes.largeRoom(Math.min(millis, PATIENCE_MILLIS)) > 0) {
        if (!take(lanes.room(1, 0))) {
          Thread.sleep(Math.min(millis, PATIENCE_MILLIS));
        }
        standing = work.standing();
      }
    }
    return waited;
  }

  /**
   * What may become work by itself: what waits to be taken, what was fed and may come back, and
   * what only a listing knows that is still to end.
   *
   * @return from 0
   */
  public int pending() {
    long waiting = standing.small() + standing.large();
    int listing = standing.ended() < wantedListing ? 1 : 0;
    return Math.toIntExact(Math.min(waiting, ENOUGH)) + fed + listing;
  }

  /**
   * Has others take what can't be taken here now.
   *
   * @param taken what was taken
   */
  public void giveBack(List<Work> taken) {
    if (!taken.isEmpty()) {
      work.giveBack(taken);
    }
  }
}
