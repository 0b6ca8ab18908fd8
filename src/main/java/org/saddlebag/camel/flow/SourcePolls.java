package org.saddlebag.camel.flow;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.ScheduledPollConsumer;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.endpoint.EndpointText;
import org.saddlebag.camel.s3object.S3ObjectEndpoint;
import org.saddlebag.camel.watch.DirectoryWatchEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger what the polls of other people's consumers find, so that work that is done once
 * knows its end, and a source that is out of reach is known and said once. Our own consumers do
 * that themselves.
 */
final class SourcePolls extends LifecycleStrategySupport {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /**
   * What fails by its own fault is found again at each poll, and nothing comes of it, in whichever
   * route it fails: after so many such polls there is nothing more to be worked off.
   */
  private static final int BARREN_POLLS = 3;

  private final FlowLedger ledger;
  private final Set<String> polling = new ConcurrentSkipListSet<>();

  SourcePolls(FlowLedger ledger) {
    this.ledger = ledger;
  }

  /** The routes whose sources are polled by components of others. */
  Set<String> polling() {
    return polling;
  }

  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    for (Route route : routes) {
      Endpoint from = route.getEndpoint();
      if (route.getConsumer() instanceof ScheduledPollConsumer consumer
          && !(from instanceof S3ObjectEndpoint)
          && !(from instanceof DirectoryWatchEndpoint)) {
        polling.add(route.getRouteId());
        consumer.setPollStrategy(new Told(route.getRouteId()));
      }
    }
  }

  private final class Told implements PollingConsumerPollStrategy {

    private final String route;
    private volatile String trouble = "";
    private long deliveredBefore;
    private int barren;

    Told(String route) {
      this.route = route;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
      deliveredBefore = delivered();
      ledger.pollBegins(route);
      return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int found) {
      ledger.pollEnds(route, found, 0);
      barren = found > 0 && delivered() == deliveredBefore ? barren + 1 : 0;
      if (barren >= BARREN_POLLS) {
        ledger.foundNothing(route, ledger.events());
      }
      if (!trouble.isEmpty()) {
        trouble = "";
        LOG.info("{}: its source answers again", route);
      }
    }

    /** Of all flows, as a route of the user's own has no deliveries of its name. */
    private long delivered() {
      return ledger.summary().delivered();
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int again, Exception why) {
      ledger.pollFailed(route);
      String text = Failures.rootOf(why).getClass().getSimpleName();
      if (!text.equals(trouble)) {
        trouble = text;
        LOG.error(
            "{}: can't look at {}: {}",
            route,
            EndpointText.of(endpoint),
            EndpointText.of(Failures.rootOf(why)));
      }
      return false;
    }
  }
}
