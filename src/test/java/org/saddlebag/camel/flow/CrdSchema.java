package org.saddlebag.camel.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The schema of a custom resource, as its definition gives it to Kubernetes: types, and no field
 * that it does not name.
 */
final class CrdSchema {

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "object", Map.class,
          "array", List.class,
          "string", String.class,
          "boolean", Boolean.class,
          "integer", Number.class,
          "number", Number.class);

  private final Map<?, ?> root;
  private final List<String> problems = new ArrayList<>();

  private CrdSchema(Map<?, ?> root) {
    this.root = root;
  }

  /** The definition's one version. */
  static CrdSchema of(String resource) {
    try (InputStream yaml = CrdSchema.class.getClassLoader().getResourceAsStream(resource)) {
      Object definition = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
      Map<?, ?> version = (Map<?, ?>) ((List<?>) map(definition, "spec").get("versions")).get(0);
      return new CrdSchema(map(map(version, "schema"), "openAPIV3Schema"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line for each thing that is wrong. */
  List<String> problems(Object value) {
    problems.clear();
    check(root, value, "");
    return List.copyOf(problems);
  }

  private void check(Map<?, ?> schema, Object value, String at) {
    Class<?> type = TYPES.getOrDefault(String.valueOf(schema.get("type")), Object.class);
    if (!type.isInstance(value)) {
      problems.add(at + " is no " + schema.get("type"));
    } else if (value instanceof List<?> list) {
      for (Object each : list) {
        check(map(schema, "items"), each, at + "[]");
      }
    } else if (value instanceof Map<?, ?> fields && !isOpen(schema)) {
      fields.forEach((name, field) -> check(schema, (String) name, field, at));
    }
  }

  private void check(Map<?, ?> schema, String name, Object field, String at) {
    Object known =
        schema.get("properties") instanceof Map<?, ?> properties
            ? properties.get(name)
            : schema.get("additionalProperties");
    if (known instanceof Map<?, ?> own) {
      check(own, field, at + "/" + name);
    } else {
      problems.add(at + "/" + name + " is unknown");
    }
  }

  /** Kubernetes itself knows what metadata are. */
  private static boolean isOpen(Map<?, ?> schema) {
    return Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))
        || (!schema.containsKey("properties") && !schema.containsKey("additionalProperties"));
  }

  private static Map<?, ?> map(Object node, String key) {
    return (Map<?, ?>) ((Map<?, ?>) node).get(key);
  }
}
