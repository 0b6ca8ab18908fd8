package org.saddlebag.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The YAML of {@code routes/}, as tests look at it. */
final class RouteYaml {

  static final Path FOLDER = Path.of("routes");

  private RouteYaml() {}

  /** An endpoint with its options, and how it is used. */
  record Use(String template, String role, String uri) {}

  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bodies of all route templates. */
  static List<Map<String, Object>> templates() {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Path file : files()) {
      if (parse(file) instanceof List<?> entries) {
        for (Object entry : entries) {
          if (map(entry).containsKey("routeTemplate")) {
            found.add(map(map(entry).get("routeTemplate")));
          }
        }
      }
    }
    return found;
  }

  static Object parse(Path file) {
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every endpoint in a template, its placeholders replaced by defaults or samples. */
  static List<Use> endpoints(Map<String, Object> template) {
    List<Use> found = new ArrayList<>();
    collect(String.valueOf(template.get("id")), values(template), template, "", found);
    return found;
  }

  /** Inner templates have no defaults; the outer ones say what they will be given. */
  private static Map<String, String> values(Map<String, Object> template) {
    Map<String, String> values = new TreeMap<>();
    List<Map<String, Object>> all = new ArrayList<>(templates());
    all.add(template);
    for (Map<String, Object> each : all) {
      for (Object parameter : list(each.get("parameters"))) {
        String name = String.valueOf(map(parameter).get("name"));
        Object value = map(parameter).get("defaultValue");
        values.merge(name, value == null ? "sample" : value.toString(), RouteYaml::better);
      }
    }
    values.put("source", "timer:source");
    values.put("watch", "watch");
    values.put("inProgress", "inProgress");
    values.put("listener", "listener");
    return values;
  }

  private static String better(String before, String now) {
    return now.equals("sample") ? before : now;
  }

  private static void collect(
      String template, Map<String, String> values, Object node, String role, List<Use> found) {
    if (node instanceof Map<?, ?>) {
      Map<String, Object> body = map(node);
      if (body.get("uri") != null && (role.equals("from") || role.equals("to"))) {
        found.add(new Use(template, role, uri(body, values)));
      }
      body.forEach((key, child) -> collect(template, values, child, key, found));
    } else if (node instanceof List<?> children) {
      children.forEach(child -> collect(template, values, child, role, found));
    }
  }

  private static String uri(Map<String, Object> endpoint, Map<String, String> values) {
    List<String> query = new ArrayList<>();
    map(endpoint.get("parameters"))
        .forEach(
            (name, value) -> {
              String text = resolve(String.valueOf(value), values);
              if (!text.isEmpty() && !text.equals("RAW()")) {
                query.add(name + "=" + text);
              }
            });
    String uri = resolve(String.valueOf(endpoint.get("uri")), values);
    return query.isEmpty() ? uri : uri + "?" + String.join("&", query);
  }

  private static String resolve(String text, Map<String, String> values) {
    String resolved = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      resolved = resolved.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return resolved;
  }

  static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  static Map<String, Object> map(Object value) {
    Map<String, Object> result = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> result.put(String.valueOf(key), entry));
    }
    return result;
  }
}
