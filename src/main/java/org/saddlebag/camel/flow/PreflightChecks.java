package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.saddlebag.errors.Refused;

/** The gate of those flows that ask for one. */
final class PreflightChecks {

  /** What a flow says that wants no gate. */
  static final String OFF = "off";

  private static final String PARAMETER = "preflight";

  private final Preflight preflight;
  private final UnaryOperator<String> placeholders;

  PreflightChecks(Preflight preflight, UnaryOperator<String> placeholders) {
    this.preflight = preflight;
    this.placeholders = placeholders;
  }

  /**
   * Judges all buckets that are to be judged.
   *
   * @throws Refused where a flow must not begin; one message names all findings
   */
  void require(RouteFiles routes) {
    List<Refused> refusals = new ArrayList<>();
    for (FlowDeclaration declared : routes.flows()) {
      String level = declared.given(PARAMETER).map(placeholders).orElse(OFF);
      if (!level.equals(OFF)) {
        preflight.refusal(whole(declared, routes), level).ifPresent(refusals::add);
      }
    }
    if (!refusals.isEmpty()) {
      String all = refusals.stream().map(Refused::what).collect(Collectors.joining("\n"));
      throw new Refused(refusals.get(0).code(), all);
    }
  }

  private FlowDeclaration whole(FlowDeclaration declared, RouteFiles routes) {
    Map<String, String> resolved = new LinkedHashMap<>();
    declared
        .parameters()
        .forEach(
            (name, value) -> resolved.put(name, value == null ? "" : placeholders.apply(value)));
    return DeclaredFlows.withDefaults(
        routes,
        new FlowDeclaration(declared.file(), declared.name(), declared.template(), resolved));
  }
}
