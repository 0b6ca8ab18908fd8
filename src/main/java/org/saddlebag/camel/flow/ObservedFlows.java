package org.saddlebag.camel.flow;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.util.TimeUtils;
import org.saddlebag.audit.AuditTrail;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.RouteError;
import org.saddlebag.camel.observe.Observation;
import org.saddlebag.camel.observe.ObservedFlow;
import org.saddlebag.errors.Refused;

/** Lets the flows be watched from the moment that Camel is configured. */
final class ObservedFlows extends MainListenerSupport {

  private final Observation observation;
  private final RouteFiles routes;
  private final FlowLedger ledger;
  private final FlowServices services;
  private final AuditTrail trail;

  ObservedFlows(
      Observation observation,
      RouteFiles routes,
      FlowLedger ledger,
      FlowServices services,
      AuditTrail trailOrNull) {
    this.observation = observation;
    this.routes = routes;
    this.ledger = ledger;
    this.services = services;
    this.trail = trailOrNull;
  }

  @Override
  public void afterConfigure(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    try {
      observation.begin(
          context,
          of(routes, context::resolvePropertyPlaceholders),
          ledger,
          services.store(),
          trail,
          services.claims());
    } catch (Exception e) {
      throw Failures.isOurs(e)
          ? Failures.ours(e)
          : new Refused(RouteError.START_FAILED, Failures.rootOf(e).toString(), e);
    }
  }

  /** To be read of flows whose values are right. */
  static List<ObservedFlow> of(RouteFiles routes, UnaryOperator<String> placeholders) {
    return routes.flows().stream().map(flow -> of(flow, placeholders)).toList();
  }

  private static ObservedFlow of(FlowDeclaration flow, UnaryOperator<String> placeholders) {
    FlowValues values = FlowValues.of(flow, placeholders);
    String bucket = values.value("bucket");
    String alarm = values.value("alarmAfter");
    return new ObservedFlow(
        flow.name(),
        bucket.isEmpty() ? null : bucket,
        values.access(),
        alarm.isEmpty() ? null : Duration.ofMillis(TimeUtils.toMilliSeconds(alarm)));
  }
}
