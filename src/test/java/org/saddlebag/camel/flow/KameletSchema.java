package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of a Kamelet as its custom resource definition has them (camel.apache.org/v1), and the
 * labels and annotations that catalogs read.
 */
final class KameletSchema {

  private static final Set<String> SPEC =
      Set.of("definition", "sources", "template", "types", "dataTypes", "dependencies", "versions");
  private static final Set<String> DEFINITION =
      Set.of(
          "title",
          "description",
          "required",
          "type",
          "properties",
          "example",
          "externalDocs",
          "id",
          "$schema");
  private static final Set<String> PROPERTY =
      Set.of(
          "id",
          "deprecated",
          "description",
          "type",
          "title",
          "format",
          "x-descriptors",
          "default",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "maxItems",
          "minItems",
          "uniqueItems",
          "multipleOf",
          "enum",
          "example",
          "nullable");
  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "binary", "array", "object");
  private static final Set<String> TEMPLATE = Set.of("beans", "from", "route");
  private static final List<String> ANNOTATIONS =
      List.of(
          "camel.apache.org/kamelet.support.level",
          "camel.apache.org/catalog.version",
          "camel.apache.org/kamelet.icon",
          "camel.apache.org/provider",
          "camel.apache.org/kamelet.group",
          "camel.apache.org/kamelet.namespace");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z]+)}}");

  private KameletSchema() {}

  static void check(Path file, Map<?, ?> kamelet) {
    assertThat(kamelet.keySet().toString()).isEqualTo("[apiVersion, kind, metadata, spec]");
    Map<?, ?> spec = map(kamelet, "spec");
    Map<?, ?> definition = map(spec, "definition");
    Map<?, ?> properties = map(definition, "properties");
    checkMetadata(file, map(kamelet, "metadata"));
    within(spec, SPEC);
    within(definition, DEFINITION);
    assertThat(definition.get("type")).isEqualTo("object");
    properties.forEach((name, property) -> checkProperty((String) name, (Map<?, ?>) property));
    for (Object required : (List<?>) definition.get("required")) {
      assertThat(properties.containsKey(required)).as("%s", required).isTrue();
    }
    checkTemplate(map(spec, "template"), properties, (List<?>) definition.get("required"));
    assertThat((List<?>) spec.get("dependencies"))
        .allMatch(dependency -> dependency.toString().matches("(mvn|camel):.+"));
  }

  private static void checkMetadata(Path file, Map<?, ?> metadata) {
    String name = (String) metadata.get("name");
    assertThat(file.getFileName()).hasToString(name + ".kamelet.yaml");
    Object type = map(metadata, "labels").get("camel.apache.org/kamelet.type");
    assertThat(name).endsWith("-" + type);
    Map<?, ?> annotations = map(metadata, "annotations");
    for (String annotation : ANNOTATIONS) {
      assertThat((String) annotations.get(annotation)).as(annotation).isNotBlank();
    }
    assertThat((String) annotations.get("camel.apache.org/kamelet.icon"))
        .startsWith("data:image/svg+xml;base64,");
  }

  private static void checkProperty(String name, Map<?, ?> property) {
    within(property, PROPERTY);
    assertThat(TYPES).as(name).contains((String) property.get("type"));
    assertThat((String) property.get("title")).as(name).isNotBlank();
    assertThat((String) property.get("description")).as(name).endsWith(".");
    Object value = property.get("default");
    if (value != null) {
      assertThat(value instanceof Integer)
          .as(name)
          .isEqualTo(property.get("type").equals("integer"));
      if (property.get("enum") instanceof List<?> values) {
        assertThat(values.contains(value)).as(name).isTrue();
      }
    }
  }

  /** Each property is used, and what has no default is required. */
  private static void checkTemplate(Map<?, ?> template, Map<?, ?> properties, List<?> required) {
    within(template, TEMPLATE);
    Set<String> used = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(template.toString());
    while (matcher.find()) {
      used.add(matcher.group(1));
    }
    properties.forEach(
        (name, property) -> {
          assertThat(used.contains(name)).as("%s is used", name).isTrue();
          assertThat(((Map<?, ?>) property).containsKey("default"))
              .as("%s has a default, or is required", name)
              .isNotEqualTo(required.contains(name));
        });
  }

  private static void within(Map<?, ?> node, Set<String> known) {
    assertThat(node.keySet()).allMatch(key -> known.contains(key), "is known");
  }

  private static Map<?, ?> map(Map<?, ?> node, String key) {
    assertThat(node.get(key)).as(key).isInstanceOf(Map.class);
    return (Map<?, ?>) node.get(key);
  }
}
