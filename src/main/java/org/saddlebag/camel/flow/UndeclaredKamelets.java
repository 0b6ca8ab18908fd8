package org.saddlebag.camel.flow;

import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.saddlebag.camel.RouteError;
import org.saddlebag.errors.Refused;

/**
 * Refuses uses of our Kamelets that reading the files has not found, in a placeholder or within
 * another Kamelet for instance: there is no flow behind them, so that a source would find nothing
 * for ever without a word.
 */
final class UndeclaredKamelets extends LifecycleStrategySupport {

  private final RouteFiles routes;

  UndeclaredKamelets(RouteFiles routes) {
    this.routes = routes;
  }

  @Override
  public void onEndpointAdd(Endpoint endpoint) {
    if (endpoint instanceof KameletEndpoint kamelet
        && Stream.of(OwnKamelet.values()).anyMatch(own -> own.id().equals(kamelet.getTemplateId()))
        && !isDeclared(kamelet)) {
      throw new Refused(
          RouteError.FLOWS_WRONG,
          "%s is used where it makes no flow: let its whole URI stand in 'to' or 'from' of a route in"
                  .formatted(kamelet.getTemplateId())
              + " the files of flows, with no placeholder for it or its flow, and in no other Kamelet");
    }
  }

  /** The Kamelet's own ends are endpoints, too, which have no flow; others can't do without one. */
  private boolean isDeclared(KameletEndpoint kamelet) {
    Object name = kamelet.getKameletProperties().get("flow");
    return name == null
        || routes.kamelets().stream()
            .filter(flow -> name.equals(flow.name()))
            .anyMatch(
                flow -> flow.template().equals(OwnKamelet.of(kamelet.getTemplateId()).template()));
  }
}
