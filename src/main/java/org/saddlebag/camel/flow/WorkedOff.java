package org.saddlebag.camel.flow;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.saddlebag.camel.FlowLedger;

/**
 * Whether what was there is worked off: each flow, and each route of the user's own that polls, has
 * found nothing behind the last delivery. Sources that wait for callers can't be found empty; they
 * count as worked off whenever nothing of theirs is under way.
 */
final class WorkedOff {

  private static final String ANY_ENDPOINT = "endpoint-to-s3";

  private final FlowLedger ledger;
  private final RouteFiles routes;
  private final SourcePolls polls;

  WorkedOff(FlowLedger ledger, RouteFiles routes, SourcePolls polls) {
    this.ledger = ledger;
    this.routes = routes;
    this.polls = polls;
  }

  boolean now() {
    Set<String> names = flows(routes.flows());
    for (String passive : waiting()) {
      ledger.foundNothing(passive, ledger.events());
    }
    names.addAll(polls.polling());
    return ledger.idle(names);
  }

  private static Set<String> flows(List<FlowDeclaration> flows) {
    return flows.stream().map(FlowDeclaration::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> waiting() {
    return routes.flows().stream()
        .filter(flow -> ANY_ENDPOINT.equals(flow.template()))
        .map(FlowDeclaration::name)
        .filter(flow -> !polls.polling().contains(flow))
        .collect(Collectors.toSet());
  }
}
