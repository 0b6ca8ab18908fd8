package org.saddlebag.camel.flow;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.util.URISupport;

/**
 * Finds the uses of our Kamelets in what a file declares. Each is a flow from a template, of the
 * name that it gives: checked, counted and remembered as all flows are, whatever exchanges Camel
 * makes for the Kamelet itself.
 */
final class KameletUses {

  private static final String SCHEME = "kamelet:";
  private static final String FLOW = "flow";

  /**
   * Steps that decide only with a message in hand where it goes, Camel's own step for Kamelets,
   * which would repeat by the rules of whichever route was made last, and one that waits for
   * nothing.
   */
  private static final Set<String> UNFIT = Set.of("toD", "kamelet", "wireTap");

  private static final Pattern USE =
      Pattern.compile(
          Stream.of(OwnKamelet.values())
              .map(OwnKamelet::id)
              .collect(Collectors.joining("|", SCHEME + "(?://)?(", ")(/[^?]*)?(?:\\?(.*))?")),
          Pattern.DOTALL);

  private final String file;
  private final List<FlowDeclaration> flows = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final LettingGo lettingGo = new LettingGo();
  private final Set<OwnKamelet> used = EnumSet.noneOf(OwnKamelet.class);

  private KameletUses(String file) {
    this.file = file;
  }

  /**
   * The uses in one entry of a file.
   *
   * @param file where it stands, for messages
   * @param kind of the entry, {@code route} for instance
   * @param body the entry
   */
  static KameletUses in(String file, String kind, Map<String, Object> body) {
    KameletUses uses = new KameletUses(file);
    if (kind.equals("templatedRoute")) {
      for (Object parameter : Yaml.list(body.get("parameters"))) {
        String name = String.valueOf(Yaml.map(parameter).get("name"));
        uses.look(name.equals("source") ? "from" : "to", Yaml.map(parameter).get("value"));
      }
    } else {
      uses.look(kind, body);
      uses.requireWaiting();
    }
    return uses;
  }

  private void requireWaiting() {
    if (used.contains(OwnKamelet.SEAL_SINK)) {
      lettingGo.before().forEach(why -> tooEarly(OwnKamelet.SEAL_SINK, "behind", why));
    }
    if (used.contains(OwnKamelet.OPEN_SOURCE)) {
      lettingGo.behind().forEach(why -> tooEarly(OwnKamelet.OPEN_SOURCE, "in front of", why));
    }
  }

  private void tooEarly(OwnKamelet kamelet, String where, String why) {
    problems.add("%s has %s %s %s".formatted(file, kamelet.id(), where, why));
  }

  List<FlowDeclaration> flows() {
    return flows;
  }

  List<String> problems() {
    return problems;
  }

  private void look(String key, Object node) {
    if (node instanceof List<?> nodes) {
      nodes.forEach(each -> look(key, each));
    } else if (node instanceof Map<?, ?>) {
      Map<String, Object> body = Yaml.map(node);
      Object uri = key.equals("kamelet") ? SCHEME + body.get("name") : body.get("uri");
      Map<String, Object> parameters = Yaml.map(body.get("parameters"));
      lettingGo.see(key, node, uri, parameters);
      if (use(key, uri, parameters)) {
        body.remove("uri");
      }
      body.forEach(this::look);
    } else {
      lettingGo.see(key, node, node, Map.of());
      use(key, key.equals("kamelet") ? SCHEME + node : node, Map.of());
    }
  }

  /** Whether it is one. */
  private boolean use(String key, Object uri, Map<String, Object> parameters) {
    Matcher use = USE.matcher(String.valueOf(uri));
    if (!use.matches()) {
      return false;
    }
    OwnKamelet kamelet = OwnKamelet.of(use.group(1));
    used.add(kamelet);
    if (UNFIT.contains(key) || kamelet.isSource() != key.equals("from")) {
      problems.add(
          "%s has %s in '%s': let it stand in '%s'"
              .formatted(file, kamelet.id(), key, kamelet.isSource() ? "from" : "to"));
      return true;
    }
    if (use.group(2) != null) {
      problems.add(
          "%s has %s with '%s' behind it: leave that out, the flow's name is flow"
              .formatted(file, kamelet.id(), use.group(2)));
      return true;
    }
    try {
      declare(kamelet, given(use.group(3), parameters));
    } catch (URISyntaxException e) {
      problems.add("%s has a URI of %s that is none".formatted(file, kamelet.id()));
    }
    return true;
  }

  private static Map<String, Object> given(String queryOrNull, Map<String, Object> parameters)
      throws URISyntaxException {
    Map<String, Object> given = new LinkedHashMap<>();
    if (queryOrNull != null) {
      given.putAll(URISupport.parseQuery(queryOrNull));
    }
    parameters.forEach((name, value) -> given.put(name, value == null ? "" : value));
    URISupport.resolveRawParameterValues(given);
    return given;
  }

  private void declare(OwnKamelet kamelet, Map<String, Object> given) {
    Map<String, String> parameters = new LinkedHashMap<>();
    given.forEach((name, value) -> parameters.put(name, Yaml.text(value)));
    String flow = parameters.remove(FLOW);
    if (flow == null || !FlowChecks.NAME.matcher(flow).matches()) {
      problems.add(
          "%s has %s without a name for its flow: give it flow, of a-z, 0-9 and '-', up to 63 of"
                  .formatted(file, kamelet.id())
              + " them, as it is and no placeholder");
    } else if (parameters.containsKey(kamelet.end())) {
      problems.add(
          "%s gives '%s', which %s does not know: leave it out"
              .formatted(file, kamelet.end(), kamelet.id()));
    } else {
      parameters.put(kamelet.end(), kamelet.joint(flow));
      flows.add(new FlowDeclaration(file, flow, kamelet.template(), parameters));
    }
  }

  /** Flows that have the ids of routes, one of which would be lost. */
  static List<String> taken(CamelContext context, RouteFiles routes) {
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    return routes.kamelets().stream()
        .filter(flow -> model.getRouteDefinition(flow.name()) != null)
        .map(flow -> flow + " has the id of a route: give one of them another")
        .toList();
  }

  /** Makes the routes of these flows. To be called when the templates are known. */
  static void makeFlows(CamelContext context, RouteFiles routes) {
    for (FlowDeclaration flow : routes.kamelets()) {
      TemplatedRouteBuilder.builder(context, flow.template())
          .routeId(flow.name())
          .parameters(new LinkedHashMap<>(flow.parameters()))
          .add();
    }
  }
}
