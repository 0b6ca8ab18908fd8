package org.saddlebag.camel.observe;

import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.watch.Backlog;
import org.saddlebag.camel.watch.DirectoryWatchEndpoint;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is looked at every few seconds, so that a probe or a scrape need not wait for it. */
final class Rounds implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.management");

  private final CamelContext context;
  private final List<ObservedFlow> flows;
  private final FlowLedger ledger;
  private final ObjectStore store;
  private final StoreWatch storeWatch;
  private final SilenceWatch silence;
  private final Meters meters;
  private final Clock clock;

  /**
   * Rounds.
   *
   * @param metersOrNull null where there is no endpoint; then silence alone is looked at
   */
  Rounds(
      CamelContext context,
      List<ObservedFlow> flows,
      FlowLedger ledger,
      ObjectStore store,
      StoreWatch storeWatch,
      SilenceWatch silence,
      Meters metersOrNull,
      Clock clock) {
    this.context = context;
    this.flows = flows;
    this.ledger = ledger;
    this.store = store;
    this.storeWatch = storeWatch;
    this.silence = silence;
    this.meters = metersOrNull;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      silence.look();
      if (meters != null) {
        flows.forEach(this::askAgain);
        countWaiting();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // An executor that is thrown at never comes back.
      LOG.warn("a look at the flows failed: {}", e.toString());
    }
  }

  private void countWaiting() throws InterruptedException {
    for (Route route : context.getRoutes()) {
      if (route.getEndpoint() instanceof DirectoryWatchEndpoint endpoint) {
        String flow = route.getRouteId();
        Backlog.of(endpoint, clock).ifPresent(backlog -> meters.backlog(flow, backlog));
      }
    }
  }

  /**
   * Who has nothing to deliver would never learn that the store is back. Whoever may only write
   * must not look, and learns it from the next delivery. What else is amiss, a key for example, the
   * store's answer says nothing of.
   */
  private void askAgain(ObservedFlow flow) {
    SaddlebagException trouble = ledger.figures(flow.name()).lastTrouble();
    boolean passing =
        trouble instanceof StoreUnavailable && trouble.retryable() && Checks.ofTheStore(trouble);
    boolean gone = passing || storeWatch.trouble().isPresent();
    if (gone && flow.bucket() != null && !flow.access().writeOnly()) {
      try {
        store.as(flow.access()).requireBucket(flow.bucket());
        if (passing) {
          ledger.answered(flow.name());
        }
      } catch (SaddlebagException e) {
        LOG.debug("{}: {}", flow.name(), e.getMessage());
      }
    }
  }
}
