package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.saddlebag.broker.Broker;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers for the queues that the flows name, so that a wrong name or password is found at
 * the start. A broker that is down may come.
 */
final class BrokerChecks {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final Map<String, Broker> brokers;
  private final UnaryOperator<String> placeholders;

  BrokerChecks(Map<String, Broker> brokers, UnaryOperator<String> placeholders) {
    this.brokers = brokers;
    this.placeholders = placeholders;
  }

  List<String> problems(RouteFiles routes) {
    List<String> problems = new ArrayList<>();
    for (FlowDeclaration flow : routes.flows()) {
      if (flow.given("broker").isPresent()) {
        FlowDeclaration whole = DeclaredFlows.withDefaults(routes, flow);
        check(whole, FlowValues.of(whole, placeholders), problems);
      }
    }
    return problems;
  }

  private void check(FlowDeclaration flow, FlowValues values, List<String> problems) {
    Broker broker = brokers.get(values.value("broker"));
    if (broker == null) {
      problems.add(
          "%s: there is no broker '%s': name it as saddlebag.brokers.NAME.uri"
              .formatted(flow, values.value("broker")));
      return;
    }
    try {
      if (flow.sends()) {
        broker.require(values.value("queue"), values.value("deadLetterQueue"));
      } else {
        broker.requireSending(values.value("queue"));
      }
    } catch (SaddlebagException e) {
      if (e.retryable()) {
        LOG.warn("{}: {}: {}; waiting for it", flow.name(), e.code().id(), e.what());
      } else {
        problems.add("%s: %s: %s".formatted(flow, e.what(), e.fix()));
      }
    }
  }
}
