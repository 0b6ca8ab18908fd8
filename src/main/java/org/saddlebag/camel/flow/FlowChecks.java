package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds everything that is wrong with the declared flows before Camel starts: Camel alone would
 * stop at the first missing parameter, and take unknown ones without a word.
 */
public final class FlowChecks {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final ParameterRules rules;
  private final SealingChecks sealing;
  private final UnaryOperator<String> placeholders;

  /**
   * Checks.
   *
   * @param services knows the master keys and customer keys
   * @param placeholders resolves {@code {{name}}}; throws where there is no such property
   */
  public FlowChecks(FlowServices services, UnaryOperator<String> placeholders) {
    this.rules = new ParameterRules(services);
    this.sealing = new SealingChecks(services);
    this.placeholders = placeholders;
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
      List<TemplateParameter> known = routes.templates().get(declared.template());
      if (known == null) {
        problems.add(
            "%s is made from '%s', no template: use one of %s"
                .formatted(
                    declared, declared.template(), new TreeSet<>(routes.templates().keySet())));
        continue;
      }
      checkNames(declared, known, problems);
      FlowDeclaration flow = checkValues(declared, problems);
      checkTogether(flow, watchers, problems);
      problems.addAll(sealing.problems(flow));
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
        .map(flow -> checkValues(flow, new ArrayList<>()))
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

  private static void checkNames(
      FlowDeclaration flow, List<TemplateParameter> known, List<String> problems) {
    Set<String> names = new TreeSet<>(known.stream().map(TemplateParameter::name).toList());
    for (String given : flow.parameters().keySet()) {
      if (!names.contains(given)) {
        problems.add(
            "%s gives '%s', which %s does not know: use one of %s"
                .formatted(flow, given, flow.template(), names));
      }
    }
    for (TemplateParameter parameter : known) {
      if (parameter.required() && flow.given(parameter.name()).isEmpty()) {
        problems.add("%s lacks '%s': give it".formatted(flow, parameter.name()));
      }
    }
  }

  private FlowDeclaration checkValues(FlowDeclaration flow, List<String> problems) {
    Map<String, String> resolved = new HashMap<>();
    flow.parameters()
        .forEach(
            (parameter, value) -> {
              try {
                resolved.put(parameter, value == null ? "" : placeholders.apply(value));
              } catch (IllegalArgumentException e) {
                problems.add(
                    "%s, %s '%s' names an unknown placeholder: define it in application.properties"
                        .formatted(flow, parameter, value));
              }
            });
    FlowDeclaration usable =
        new FlowDeclaration(flow.file(), flow.name(), flow.template(), resolved);
    resolved.keySet().stream()
        .sorted()
        .forEach(
            parameter ->
                usable
                    .given(parameter)
                    .flatMap(value -> rules.of(flow.template(), parameter).check(value))
                    .ifPresent(
                        why ->
                            problems.add(
                                "%s, %s '%s' %s"
                                    .formatted(flow, parameter, resolved.get(parameter), why))));
    return usable;
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
    if (flow.given("queue").isPresent()) {
      String queue = flow.given("broker").orElse("") + " " + flow.given("queue").get();
      FlowDeclaration other = watchers.putIfAbsent(queue, flow);
      if (other != null) {
        problems.add(
            "%s and %s receive from the same queue: let one of them go".formatted(other, flow));
      }
      if (flow.given("queue").equals(flow.given("deadLetterQueue"))) {
        problems.add(flow + " has its own queue for its dead letters: name another");
      }
    }
    if ("s3-to-directory".equals(flow.template())
        && flow.given("after").orElse("").equals("move")) {
      String moveTo = flow.given("moveTo").orElse("");
      if (moveTo.isEmpty() || moveTo.startsWith(flow.given("prefix").orElse(""))) {
        problems.add(
            "%s, moveTo '%s' lies under the polled prefix: let it lead elsewhere"
                .formatted(flow, moveTo));
      }
    }
  }
}
