package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds everything that is wrong with the declared flows before Camel starts: Camel alone would
 * stop at the first missing parameter, and take unknown ones without a word.
 */
public final class FlowChecks {

  /** What names of flows are like. */
  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final DeclarationChecks declarations;
  private final SealingChecks sealing;

  /**
   * Checks.
   *
   * @param services knows the master keys and customer keys
   * @param placeholders resolves {@code {{name}}}; throws where there is no such property
   */
  public FlowChecks(FlowServices services, UnaryOperator<String> placeholders) {
    this.declarations = new DeclarationChecks(ParameterRules.here(services), placeholders);
    this.sealing = new SealingChecks(services);
  }

  /**
   * All problems of all flows.
   *
   * @param routes what was declared
   * @return one line each: flow, parameter and value, why, mend; empty when all is well
   */
  public List<String> problems(RouteFiles routes) {
    List<String> problems = new ArrayList<>(routes.problems());
    if (routes.flows().isEmpty()) {
      problems.add("no flow is declared: declare one in routes/flows.yaml");
    }
    Set<String> names = new HashSet<>();
    Map<String, FlowDeclaration> watchers = new HashMap<>();
    for (FlowDeclaration declared : routes.flows()) {
      checkName(declared, names, problems);
      Optional<FlowDeclaration> usable = declarations.check(declared, routes, problems);
      usable
          .map(flow -> DeclaredFlows.withDefaults(routes, flow))
          .ifPresent(flow -> checkTogether(flow, watchers, problems));
      usable.ifPresent(flow -> problems.addAll(sealing.problems(flow)));
    }
    return problems;
  }

  /**
   * What is allowed, but seldom meant.
   *
   * @param routes what was declared, without problems
   * @return one line each
   */
  List<String> warnings(RouteFiles routes) {
    return routes.flows().stream()
        .map(flow -> declarations.resolved(flow, new ArrayList<>()))
        .flatMap(flow -> SealingChecks.warning(flow).stream())
        .toList();
  }

  private static void checkName(FlowDeclaration flow, Set<String> names, List<String> problems) {
    if (flow.name() == null || !NAME.matcher(flow.name()).matches()) {
      problems.add(flow + " needs a routeId of a-z, 0-9 and '-', up to 63 of them");
    } else if (!names.add(flow.name())) {
      problems.add(flow + " has the name of another flow: give it one of its own");
    }
  }

  private static void checkTogether(
      FlowDeclaration flow, Map<String, FlowDeclaration> watchers, List<String> problems) {
    if ("directory-to-s3".equals(flow.template()) && flow.given("directory").isPresent()) {
      FlowDeclaration other = watchers.putIfAbsent(flow.given("directory").get(), flow);
      if (other != null) {
        problems.add(
            "%s and %s watch the same directory: let one of them go".formatted(other, flow));
      }
    }
    receivesFrom(flow)
        .ifPresent(
            queue -> {
              FlowDeclaration other = watchers.putIfAbsent(queue, flow);
              if (other != null) {
                problems.add(
                    "%s and %s receive from the same queue: let one of them go"
                        .formatted(other, flow));
              }
            });
    if (flow.sends()
        && flow.given("queue").isPresent()
        && flow.given("queue").equals(flow.given("deadLetterQueue"))) {
      problems.add(flow + " has its own queue for its dead letters: name another");
    }
    if (flow.given("queue").isPresent() && flow.given("queue").equals(flow.given("replies"))) {
      problems.add(flow + " has its own queue for its replies: name another");
    }
    if (!flow.sends() && flow.given("after").orElse("").equals("move")) {
      String moveTo = flow.given("moveTo").orElse("");
      if (moveTo.isEmpty() || moveTo.startsWith(flow.given("prefix").orElse(""))) {
        problems.add(
            "%s, moveTo '%s' lies under the polled prefix: let it lead elsewhere"
                .formatted(flow, moveTo));
      }
    }
    if (flow.fromKafka()) {
      problems.addAll(KafkaChecks.together(flow));
    }
    problems.addAll(BatchChecks.problems(flow));
    problems.addAll(SendingChecks.problems(flow));
    problems.addAll(ReferenceChecks.problems(flow));
  }

  /** The broker, blank for SQS, and the queue. */
  private static Optional<String> receivesFrom(FlowDeclaration flow) {
    return flow.sends()
        ? flow.given("queue").map(queue -> flow.given("broker").orElse("") + " " + queue)
        : flow.sqsParameter().flatMap(flow::given).map(queue -> " " + queue);
  }
}
