package org.saddlebag.camel.flow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.saddlebag.camel.RouteError;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.CustomerKey;

/**
 * Flows as they are declared, for whoever judges or describes them: nothing is started, and neither
 * directories nor keys nor the store need be within reach.
 */
public final class DeclaredFlows {

  private final RouteFiles routes;
  private final Path properties;
  private final Set<String> masterKeys;
  private final Set<String> customerKeys;
  private final Set<String> brokers;

  /**
   * The flows of some files.
   *
   * @param routes the route templates and flows
   * @param propertiesOrNull the file whose values flows use as {@code {{name}}}
   * @param masterKeys the names of master keys that flows may use
   * @param customerKeys the names of customer keys (SSE-C) that flows may use
   * @param brokers the names of message brokers that flows may use
   */
  public DeclaredFlows(
      RouteFiles routes,
      Path propertiesOrNull,
      Set<String> masterKeys,
      Set<String> customerKeys,
      Set<String> brokers) {
    this.routes = routes;
    this.properties = propertiesOrNull;
    this.masterKeys = Set.copyOf(masterKeys);
    this.customerKeys = Set.copyOf(customerKeys);
    this.brokers = Set.copyOf(brokers);
  }

  /**
   * One flow; the others may be wrong.
   *
   * @param name its name
   * @return with placeholders resolved, and every parameter of its template: the default, which may
   *     be empty, where the flow does not give it
   * @throws Refused {@code UNKNOWN_FLOW} if there is none, or {@code FLOWS_WRONG} with all that is
   *     wrong with it
   */
  public FlowDeclaration named(String name) {
    List<FlowDeclaration> found =
        routes.flows().stream().filter(flow -> name.equals(flow.name())).toList();
    List<String> problems = new ArrayList<>(routes.problems());
    if (found.isEmpty() && problems.isEmpty()) {
      throw unknown(routes, name);
    }
    if (found.size() > 1) {
      problems.add(found.size() + " flows are named '" + name + "': give each a name of its own");
    }
    FlowDeclaration flow = problems.isEmpty() ? checked(found.get(0), problems) : null;
    if (!problems.isEmpty()) {
      throw new Refused(RouteError.FLOWS_WRONG, StartChecks.listed(problems));
    }
    return withDefaults(routes, flow);
  }

  private FlowDeclaration checked(FlowDeclaration declared, List<String> problems) {
    try (Placeholders placeholders = new Placeholders(properties)) {
      ParameterRules rules =
          ParameterRules.elsewhere(
              new ParameterRules.Names(masterKeys, this::customerKey, brokers));
      return new DeclarationChecks(rules, placeholders)
          .check(declared, routes, problems)
          .orElse(null);
    }
  }

  /** Only whether there is such a key matters here, not its bytes. */
  private CustomerKey customerKey(String name) {
    return customerKeys.contains(name)
        ? new CustomerKey(name, new byte[CustomerKey.LENGTH_BYTES])
        : null;
  }

  /** The flow with its template's defaults for what it does not give. */
  static FlowDeclaration withDefaults(RouteFiles routes, FlowDeclaration flow) {
    Map<String, String> all = new LinkedHashMap<>();
    for (TemplateParameter parameter : routes.templates().get(flow.template())) {
      String otherwise = Objects.requireNonNullElse(parameter.defaultValue(), "");
      all.put(parameter.name(), flow.given(parameter.name()).orElse(otherwise));
    }
    return new FlowDeclaration(flow.file(), flow.name(), flow.template(), all);
  }

  static Refused unknown(RouteFiles routes, String name) {
    return new Refused(
        RouteError.UNKNOWN_FLOW,
        "no flow is named '%s'; there are %s"
            .formatted(name, routes.flows().stream().map(FlowDeclaration::name).toList()));
  }
}
