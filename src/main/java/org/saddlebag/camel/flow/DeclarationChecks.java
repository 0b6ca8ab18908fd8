package org.saddlebag.camel.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.saddlebag.camel.endpoint.EndpointText;

/**
 * Finds what is wrong with one declaration by itself: its template, its parameters, their values.
 */
final class DeclarationChecks {

  private final ParameterRules rules;
  private final UnaryOperator<String> placeholders;

  /**
   * Checks.
   *
   * @param rules what values must be like
   * @param placeholders resolves {@code {{name}}}; throws where there is no such property
   */
  DeclarationChecks(ParameterRules rules, UnaryOperator<String> placeholders) {
    this.rules = rules;
    this.placeholders = placeholders;
  }

  /**
   * Checks a declaration.
   *
   * @param problems takes one line for each thing that is wrong
   * @return the flow with placeholders resolved; empty where its template is unknown
   */
  Optional<FlowDeclaration> check(
      FlowDeclaration declared, RouteFiles routes, List<String> problems) {
    List<TemplateParameter> known = routes.templates().get(declared.template());
    if (known == null) {
      problems.add(
          "%s is made from '%s', no template: use one of %s"
              .formatted(
                  declared, declared.template(), new TreeSet<>(routes.templates().keySet())));
      return Optional.empty();
    }
    checkNames(declared, known, problems);
    return Optional.of(resolved(declared, problems));
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
      String value = flow.parameters().get(parameter.name());
      String otherwise = parameter.defaultValue();
      if (value != null && value.isBlank() && otherwise != null && !otherwise.isBlank()) {
        problems.add(
            "%s gives '%s' without a value: leave it out for its default '%s'"
                .formatted(flow, parameter.name(), otherwise));
      }
      if (parameter.required() && flow.given(parameter.name()).isEmpty()) {
        problems.add("%s lacks '%s': give it".formatted(flow, parameter.name()));
      }
    }
  }

  /** The flow with placeholders resolved, and problems for values that its template can't have. */
  FlowDeclaration resolved(FlowDeclaration flow, List<String> problems) {
    Map<String, String> resolved = new HashMap<>();
    flow.parameters()
        .forEach(
            (parameter, value) -> {
              try {
                resolved.put(parameter, value == null ? "" : placeholders.apply(value));
              } catch (IllegalArgumentException e) {
                problems.add(
                    "%s, %s '%s' names an unknown placeholder: define it in application.properties"
                        .formatted(flow, parameter, shown(parameter, value)));
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
                                    .formatted(
                                        flow,
                                        parameter,
                                        shown(parameter, resolved.get(parameter)),
                                        why))));
    return usable;
  }

  /** A value as messages may show it: URIs of endpoints can hold passwords. */
  private static String shown(String parameter, String value) {
    return EndpointChecks.PARAMETERS.contains(parameter) ? EndpointText.of(value) : value;
  }
}
