package org.saddlebag.camel;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Counts and logs what the flows do, one line per delivery, and knows when they have nothing left
 * to do. Safe for use by several threads.
 */
public final class FlowLedger {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final Map<String, FlowAccount> accounts = new ConcurrentSkipListMap<>();
  private final List<FlowObserver> observers = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final Set<String> paused = ConcurrentHashMap.newKeySet();

  /** Grows with whatever may give another flow something to do. */
  private final AtomicLong events = new AtomicLong();

  /** A ledger by the system's time. */
  public FlowLedger() {
    this(Clock.systemUTC());
  }

  /** A ledger by another time. */
  public FlowLedger(Clock clock) {
    this.clock = clock;
  }

  /**
   * Tells somebody of every end of a delivery from now on.
   *
   * @param observer is called on the deliveries' threads
   */
  public void observe(FlowObserver observer) {
    observers.add(observer);
  }

  private FlowAccount of(String flow) {
    return accounts.computeIfAbsent(flow, name -> new FlowAccount());
  }

  /**
   * A flow looks for work.
   *
   * @param flow the flow's name
   */
  public void pollBegins(String flow) {
    of(flow).pollBegins(events.get());
  }

  /**
   * A flow has looked for work.
   *
   * @param flow the flow's name
   * @param found how much it has taken up
   * @param waiting how much it has seen that may become work by itself
   */
  public void pollEnds(String flow, int found, int waiting) {
    of(flow).pollEnds(found, waiting);
  }

  /**
   * What has happened so far that may give a flow something to do.
   *
   * @return grows
   */
  public long events() {
    return events.get();
  }

  /**
   * A flow whose work comes by itself has waited for some in vain.
   *
   * @param flow the flow's name
   * @param since the {@link #events()} when it began to wait
   */
  public void foundNothing(String flow, long since) {
    of(flow).foundNothing(since);
  }

  /**
   * A flow could not look for work.
   *
   * @param flow the flow's name
   */
  public void pollFailed(String flow) {
    of(flow).pollFailed();
  }

  /**
   * A flow that could not look for work can again.
   *
   * @param flow the flow's name
   */
  public void reached(String flow) {
    of(flow).reached();
  }

  /**
   * A delivery begins.
   *
   * @param flow the flow's name
   */
  public void begins(String flow) {
    of(flow).begins();
  }

  /**
   * A delivery to S3 has ended well.
   *
   * @param flow the flow's name
   * @param receipt the receipt
   */
  public void delivered(String flow, Receipt receipt) {
    long bytes = Math.max(0, receipt.source().sizeBytes());
    delivered(flow, ReceiptLine.of(receipt), bytes, receipt.delivery());
  }

  /**
   * A delivery has ended well.
   *
   * @param flow the flow's name
   * @param what one line: what, where to, how
   * @param bytes how much content it was, from 0
   * @param deliveryOrNull the delivery's id, or null where it has none
   */
  public void delivered(String flow, String what, long bytes, String deliveryOrNull) {
    if (LOG.isInfoEnabled()) {
      LoggingEventBuilder line = LOG.atInfo().addKeyValue("flow", flow);
      if (deliveryOrNull != null) {
        line = line.addKeyValue("delivery", deliveryOrNull);
      }
      line.log("{}: {}", flow, what);
    }
    observers.forEach(observer -> observer.delivered(flow, what));
    of(flow).delivered(bytes, clock.instant());
    ends(flow);
  }

  /**
   * An attempt has failed, and another one follows.
   *
   * @param flow the flow's name
   * @param why what happened
   */
  public void retried(String flow, SaddlebagException why) {
    of(flow).retried(why);
  }

  /**
   * What a flow works with answers again: trouble that passes has passed.
   *
   * @param flow the flow's name
   */
  public void answered(String flow) {
    of(flow).answered();
  }

  /**
   * How a flow stands.
   *
   * @param flow the flow's name
   * @return zeros where it has done nothing yet
   */
  public FlowFigures figures(String flow) {
    return of(flow).figures();
  }

  /**
   * A delivery has failed for good.
   *
   * @param flow the flow's name
   * @param source what was to be delivered
   * @param attempts how often it was tried
   * @param why what happened
   */
  public void failed(String flow, String source, int attempts, SaddlebagException why) {
    tell("{}: failed {} after {}: {}: {} [{}]", flow, source, attempts, why);
    observers.forEach(observer -> observer.failed(flow, source, why));
    of(flow).failed(why);
    ends(flow);
  }

  /**
   * A delivery was given up for now; its source waits where it came from, and will come again.
   *
   * @param flow the flow's name
   * @param source what was to be delivered
   * @param attempts how often it was tried
   * @param why what happened
   */
  public void wentBack(String flow, String source, int attempts, SaddlebagException why) {
    tell("{}: {} went back after {}: {}: {} [{}]", flow, source, attempts, why);
    of(flow).wentBack(why);
    ends(flow);
  }

  /**
   * What went back is not looked at for a while; a run that ends meanwhile has left it behind.
   *
   * @param flow the flow's name
   * @param source what was to be delivered
   */
  public void rests(String flow, String source) {
    of(flow).rests(source);
  }

  /**
   * What may have rested before is delivered, or given up.
   *
   * @param flow the flow's name
   * @param source what was to be delivered
   */
  public void cameThrough(String flow, String source) {
    of(flow).cameThrough(source);
  }

  /**
   * A part of what a flow takes goes no further, see {@link #goesOn}; the rest goes on.
   *
   * @param flow the flow's name
   * @param part which part
   * @param why what happened
   */
  public void halts(String flow, String part, SaddlebagException why) {
    of(flow).halts(part, why);
  }

  /**
   * A part that went no further goes on, or is another's.
   *
   * @param flow the flow's name
   * @param part which part; one that did not stop does no harm
   */
  public void goesOn(String flow, String part) {
    of(flow).goesOn(part);
  }

  /**
   * A delivery was given up because the process stops, or turned out to be none.
   *
   * @param flow the flow's name
   * @param source what was to be delivered
   */
  public void leftAlone(String flow, String source) {
    LOG.info("{}: left {} where it is", flow, source);
    ends(flow);
  }

  /**
   * A delivery was ended by the flow's own steps before the store had anything, and its source is
   * let go.
   *
   * @param flow the flow's name
   * @param source what was to be delivered
   */
  public void dropped(String flow, String source) {
    LOG.warn("{}: a step of the route has dropped {}, which is in no bucket", flow, source);
    ends(flow);
  }

  private static void tell(
      String line, String flow, String source, int attempts, SaddlebagException why) {
    LOG.atError()
        .addKeyValue("flow", flow)
        .addKeyValue("code", why.code().id())
        .addArgument(flow)
        .addArgument(source)
        .addArgument(attempts == 1 ? "1 attempt" : attempts + " attempts")
        .addArgument(why.code().id())
        .addArgument(why.what())
        .addArgument(why.fix())
        .log(line);
  }

  /**
   * What began has ended, and was no delivery itself.
   *
   * @param flow the flow's name
   */
  public void ends(String flow) {
    events.incrementAndGet();
    of(flow).ends();
  }

  /**
   * A flow takes up no work, or goes on.
   *
   * @param flow the flow's name
   * @param isPaused whether it is paused from now on
   */
  public void paused(String flow, boolean isPaused) {
    if (isPaused) {
      paused.add(flow);
    } else {
      paused.remove(flow);
    }
  }

  /**
   * Whether a flow takes up no work, as an operator wants it.
   *
   * @param flow the flow's name
   * @return true while it is paused
   */
  public boolean isPaused(String flow) {
    return paused.contains(flow);
  }

  /**
   * Whether no flow has anything left to do: each has looked after the last delivery of all ended,
   * and has found nothing, or is paused.
   *
   * @param flows the names of the flows
   * @return true when all is worked off
   */
  public boolean idle(Collection<String> flows) {
    long now = events.get();
    return flows.stream().allMatch(flow -> isPaused(flow) || of(flow).idleSince(now));
  }

  /**
   * What was done so far.
   *
   * @return per flow, in the order of their names
   */
  public FlowSummary summary() {
    Map<String, FlowSummary.Counts> counts = new ConcurrentSkipListMap<>();
    accounts.forEach((flow, account) -> counts.put(flow, account.counts()));
    return new FlowSummary(counts);
  }
}
