package org.saddlebag.camel.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.saddlebag.camel.RouteError;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What the YAML files of a routes folder declare, as far as flows go.
 *
 * @param files the files, in the order in which Camel loads them
 * @param templates the route templates that flows are made from, and what they ask for
 * @param flows the flows
 * @param kamelets those of the flows that are uses of our Kamelets in routes
 * @param problems what can't be read
 */
public record RouteFiles(
    List<Path> files,
    Map<String, List<TemplateParameter>> templates,
    List<FlowDeclaration> flows,
    List<FlowDeclaration> kamelets,
    List<String> problems) {

  /**
   * The files of a folder.
   *
   * @param folder usually {@code routes}
   * @return its {@code *.yaml} files, sorted
   */
  public static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new FileUnavailable(
          RouteError.ROUTES_UNREADABLE, "can't list the routes in " + folder, e);
    }
  }

  /**
   * Reads files; nothing in them is carried out.
   *
   * @param files YAML files
   * @return what they declare, and what can't be read
   */
  public static RouteFiles read(List<Path> files) {
    RouteFiles read =
        new RouteFiles(
            List.copyOf(files),
            new LinkedHashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    files.forEach(read::read);
    return read;
  }

  /**
   * Makes sure that a flow takes up its work by itself. Callers of one that does not would fail.
   *
   * @param flow its name
   * @throws org.saddlebag.errors.Refused {@code NOT_PAUSABLE} if it does not
   */
  public void requirePausable(String flow) {
    boolean called =
        flows.stream()
            .filter(each -> flow.equals(each.name()))
            .anyMatch(
                each -> each.given("source").filter(uri -> uri.startsWith("direct:")).isPresent());
    if (called) {
      throw new Refused(
          RouteError.NOT_PAUSABLE,
          "'%s' is called by other routes, which would fail".formatted(flow));
    }
  }

  /**
   * Makes sure that somebody has declared a flow.
   *
   * @param flow its name
   * @throws org.saddlebag.errors.Refused {@code UNKNOWN_FLOW} if nobody has
   */
  public void require(String flow) {
    if (flows.stream().noneMatch(each -> flow.equals(each.name()))) {
      throw DeclaredFlows.unknown(this, flow);
    }
  }

  private void read(Path file) {
    try {
      Load yaml = new Load(LoadSettings.builder().setLabel(file.toString()).build());
      Object root = yaml.loadFromString(Files.readString(file));
      for (Object entry : Yaml.list(root)) {
        Yaml.map(entry).forEach((kind, body) -> declare(file, kind, Yaml.map(body)));
      }
    } catch (IOException | YamlEngineException e) {
      problems.add(file + " can't be read: " + e.getMessage());
    }
  }

  private void declare(Path file, String kind, Map<String, Object> body) {
    if (kind.equals("routeTemplate") && !isInner(body)) {
      templates.put(
          Yaml.text(body.get("id")),
          Yaml.list(body.get("parameters")).stream()
              .map(Yaml::map)
              .map(RouteFiles::parameter)
              .toList());
    } else if (kind.equals("templatedRoute")) {
      flows.add(flow(file, body));
    }
    KameletUses uses = KameletUses.in(file.getFileName().toString(), kind, body);
    flows.addAll(uses.flows());
    kamelets.addAll(uses.flows());
    problems.addAll(uses.problems());
  }

  /** Inner templates are called by the outer ones; no flow is made from them alone. */
  private static boolean isInner(Map<String, Object> template) {
    Map<String, Object> from =
        Yaml.map(Yaml.map(template.getOrDefault("route", template)).get("from"));
    return String.valueOf(from.get("uri")).startsWith("kamelet:source");
  }

  private static TemplateParameter parameter(Map<String, Object> body) {
    return new TemplateParameter(
        Yaml.text(body.get("name")),
        "true".equals(Yaml.text(body.get("required"))),
        Yaml.text(body.get("defaultValue")));
  }

  private static FlowDeclaration flow(Path file, Map<String, Object> body) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Object entry : Yaml.list(body.get("parameters"))) {
      Map<String, Object> parameter = Yaml.map(entry);
      parameters.put(Yaml.text(parameter.get("name")), Yaml.text(parameter.get("value")));
    }
    return new FlowDeclaration(
        file.getFileName().toString(),
        Yaml.text(body.get("routeId")),
        Yaml.text(body.get("routeTemplateRef")),
        parameters);
  }
}
