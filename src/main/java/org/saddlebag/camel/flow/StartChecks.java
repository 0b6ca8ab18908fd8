package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.saddlebag.camel.RouteError;
import org.saddlebag.errors.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens once properties can be resolved and before Camel loads a route. */
final class StartChecks extends MainListenerSupport {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final FlowServices services;
  private final RouteFiles routes;
  private final Preflight preflight;
  private final SourcePolls polls;
  private final FlowPauses pauses;
  private final boolean once;

  StartChecks(
      FlowServices services,
      RouteFiles routes,
      Preflight preflight,
      SourcePolls polls,
      FlowPauses pauses,
      boolean once) {
    this.services = services;
    this.routes = routes;
    this.preflight = preflight;
    this.polls = polls;
    this.pauses = pauses;
    this.once = once;
  }

  @Override
  public void beforeConfigure(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    FlowChecks checks = new FlowChecks(services, context::resolvePropertyPlaceholders);
    List<String> problems = new ArrayList<>(checks.problems(routes));
    problems.addAll(new EndpointChecks(context).tooEarly(routes));
    problems.addAll(new EndpointChecks(context).missing(routes));
    if (problems.isEmpty()) {
      problems.addAll(
          new ObjectChecks(services, context::resolvePropertyPlaceholders).problems(routes));
    }
    if (problems.isEmpty()) {
      problems.addAll(
          new BucketChecks(services.store(), context::resolvePropertyPlaceholders)
              .problems(routes));
      problems.addAll(
          new BrokerChecks(services.brokers(), context::resolvePropertyPlaceholders)
              .problems(routes));
      problems.addAll(
          new SqsChecks(services.sqs(), context::resolvePropertyPlaceholders).problems(routes));
      problems.addAll(
          new KafkaChecks(services.kafka(), context::resolvePropertyPlaceholders).problems(routes));
      problems.addAll(
          new SharingChecks(services.claims(), context::resolvePropertyPlaceholders)
              .problems(routes));
    }
    if (!problems.isEmpty()) {
      throw new Refused(RouteError.FLOWS_WRONG, listed(problems));
    }
    new PreflightChecks(preflight, context::resolvePropertyPlaceholders).require(routes);
    checks.warnings(routes).forEach(warning -> LOG.warn("{}", warning));
    services.deliveries().recover();
    context.addLifecycleStrategy(polls);
    context.addLifecycleStrategy(new UndeclaredKamelets(routes));
    if (once) {
      context.addLifecycleStrategy(new ShortPauses());
    }
  }

  /** Camel's own message for a wrong endpoint shows its URI's parameters. */
  @Override
  public void afterConfigure(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    List<String> problems = new ArrayList<>(new EndpointChecks(context).unresolved(routes));
    problems.addAll(KameletUses.taken(context, routes));
    problems.addAll(RunnerSettings.kameletProblems(context, routes));
    if (!problems.isEmpty()) {
      throw new Refused(RouteError.FLOWS_WRONG, listed(problems));
    }
    KameletUses.makeFlows(context, routes);
    pauses.begin(context);
  }

  static String listed(List<String> problems) {
    return "%s with the flows\n  - %s"
        .formatted(
            problems.size() == 1 ? "1 problem" : problems.size() + " problems",
            String.join("\n  - ", problems));
  }
}
