package org.saddlebag.camel.flow;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.delivery.PausedFlows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps paused flows from taking up work, and lets them go on when they are resumed. It suspends
 * their consumers: what is under way is delivered. Used by one thread at a time.
 */
final class FlowPauses {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");
  private static final long LOOK_SECONDS = 1;

  private final PausedFlows marks;
  private final FlowLedger ledger;
  private final List<String> flows;

  /** Flows that did not start, as they were paused before. */
  private final Set<String> unstarted = new TreeSet<>();

  FlowPauses(PausedFlows marks, FlowLedger ledger, RouteFiles routes) {
    this.marks = marks;
    this.ledger = ledger;
    this.flows = routes.flows().stream().map(FlowDeclaration::name).toList();
  }

  /** Keeps flows from starting. To be called when the routes are known, and not started. */
  void begin(CamelContext context) {
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    for (String flow : paused()) {
      RouteDefinition route = model.getRouteDefinition(flow);
      if (route != null) {
        route.autoStartup(false);
        unstarted.add(flow);
        ledger.paused(flow, true);
        LOG.warn("{}: is paused, until 'saddlebag resume {}'", flow, flow);
      }
    }
  }

  /** Looks every second from now on. */
  void watch(CamelContext context) {
    ScheduledExecutorService executor =
        context
            .getExecutorServiceManager()
            .newSingleThreadScheduledExecutor(this, "saddlebag-pauses");
    Future<?> unused =
        executor.scheduleWithFixedDelay(
            () -> lookQuietly(context), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** An executor that is thrown at never comes back. */
  private void lookQuietly(CamelContext context) {
    try {
      look(context);
    } catch (RuntimeException e) {
      LOG.debug("can't look which flows are paused: {}", e.getMessage());
    }
  }

  private void look(CamelContext context) {
    Set<String> paused = paused();
    for (String flow : flows) {
      if (paused.contains(flow) != ledger.isPaused(flow)) {
        turn(flow, paused.contains(flow), context);
      }
    }
  }

  /** One flow that can't go on keeps no other from it, and is tried again at the next look. */
  private void turn(String flow, boolean pause, CamelContext context) {
    try {
      if (pause) {
        pause(flow, context);
      } else {
        resume(flow, context);
      }
    } catch (Exception e) {
      LOG.warn("{}: could not be paused or resumed, tried again: {}", flow, e.toString());
    }
  }

  private void pause(String flow, CamelContext context) {
    Route route = context.getRoute(flow);
    if (route != null) {
      ServiceHelper.suspendService(route.getConsumer());
      ledger.paused(flow, true);
      LOG.warn("{}: paused; what is under way is delivered", flow);
    }
  }

  private void resume(String flow, CamelContext context) throws Exception {
    if (unstarted.contains(flow)) {
      context.getRouteController().startRoute(flow);
      unstarted.remove(flow);
    } else {
      ServiceHelper.resumeService(context.getRoute(flow).getConsumer());
    }
    ledger.paused(flow, false);
    LOG.warn("{}: goes on", flow);
  }

  private Set<String> paused() {
    return marks.all().stream().filter(flows::contains).collect(Collectors.toSet());
  }
}
