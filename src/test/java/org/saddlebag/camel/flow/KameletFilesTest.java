package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of our Kamelets are what Kubernetes, catalogs and our own templates ask for. */
class KameletFilesTest {

  private static final Path FOLDER = Path.of("routes", "kamelets");
  private static final String DEFINITION = "camel.apache.org_kamelets.yaml";
  private static final List<String> ANNOTATIONS =
      List.of(
          "camel.apache.org/kamelet.support.level",
          "camel.apache.org/catalog.version",
          "camel.apache.org/kamelet.icon",
          "camel.apache.org/provider",
          "camel.apache.org/kamelet.group",
          "camel.apache.org/kamelet.namespace");

  private static Map<?, ?> kamelet(OwnKamelet kamelet) throws IOException {
    Path file = FOLDER.resolve(kamelet.id() + ".kamelet.yaml");
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }

  private static Map<?, ?> map(Map<?, ?> node, String... keys) {
    Map<?, ?> at = node;
    for (String key : keys) {
      assertThat(at.get(key)).as(key).isInstanceOf(Map.class);
      at = (Map<?, ?>) at.get(key);
    }
    return at;
  }

  @ParameterizedTest
  @EnumSource
  void each_is_valid_by_the_schema_of_kamelets(OwnKamelet own) throws IOException {
    Map<?, ?> kamelet = kamelet(own);

    assertThat(CrdSchema.of(DEFINITION).problems(kamelet)).isEmpty();
    assertThat(kamelet.get("apiVersion")).isEqualTo("camel.apache.org/v1");
    assertThat(kamelet.get("kind")).isEqualTo("Kamelet");
  }

  @ParameterizedTest
  @EnumSource
  void what_the_schema_does_not_know_would_be_found(OwnKamelet own) throws IOException {
    Map<Object, Object> spoilt = new LinkedHashMap<>(kamelet(own));
    Map<Object, Object> spec = new LinkedHashMap<>(map(spoilt, "spec"));
    spec.put("dependencies", "camel:kamelet");
    spec.put("templat", Map.of());
    spoilt.put("spec", spec);

    assertThat(CrdSchema.of(DEFINITION).problems(spoilt))
        .containsExactly("/spec/dependencies is no array", "/spec/templat is unknown");
  }

  @ParameterizedTest
  @EnumSource
  void catalogs_find_what_they_look_for(OwnKamelet own) throws IOException {
    Map<?, ?> metadata = map(kamelet(own), "metadata");

    assertThat(metadata.get("name")).isEqualTo(own.id());
    assertThat(map(metadata, "labels").get("camel.apache.org/kamelet.type"))
        .isEqualTo(own.isSource() ? "source" : "sink");
    Map<?, ?> annotations = map(metadata, "annotations");
    for (String annotation : ANNOTATIONS) {
      assertThat((String) annotations.get(annotation)).as(annotation).isNotBlank();
    }
    assertThat((String) annotations.get("camel.apache.org/kamelet.icon"))
        .startsWith("data:image/svg+xml;base64,");
  }

  /** A parameter that a template gets, or a default that changes, has to come here, too. */
  @ParameterizedTest
  @EnumSource
  void its_properties_are_the_parameters_of_its_flows(OwnKamelet own) throws IOException {
    Map<?, ?> definition = map(kamelet(own), "spec", "definition");
    Map<String, String> defaults = new TreeMap<>();
    Set<String> required = new TreeSet<>(Set.of("flow"));
    defaults.put("flow", "required");
    for (TemplateParameter parameter : parameters(own)) {
      if (parameter.required()) {
        required.add(parameter.name());
      }
      defaults.put(parameter.name(), parameter.required() ? "required" : parameter.defaultValue());
    }
    defaults.remove(own.end());
    required.remove(own.end());

    Map<String, String> found = new TreeMap<>();
    map(definition, "properties")
        .forEach(
            (name, property) -> {
              Object value = ((Map<?, ?>) property).get("default");
              found.put((String) name, value == null ? "required" : value.toString());
            });
    assertThat(found).isEqualTo(defaults);
    assertThat((List<?>) definition.get("required"))
        .map(Object::toString)
        .containsExactlyInAnyOrderElementsOf(required);
  }

  private static List<TemplateParameter> parameters(OwnKamelet own) {
    return RouteFiles.read(RouteFiles.in(Path.of("routes"))).templates().get(own.template());
  }

  @ParameterizedTest
  @EnumSource
  void every_property_is_explained_and_its_default_is_of_its_type(OwnKamelet own)
      throws IOException {
    map(kamelet(own), "spec", "definition", "properties")
        .forEach(
            (name, each) -> {
              Map<?, ?> property = (Map<?, ?>) each;
              assertThat((String) property.get("title")).as("%s", name).isNotBlank();
              assertThat((String) property.get("description")).as("%s", name).endsWith(".");
              Object value = property.get("default");
              if (value != null) {
                String type = (String) property.get("type");
                assertThat(value instanceof Number)
                    .as("%s", name)
                    .isEqualTo("integer".equals(type));
                assertThat(value instanceof Boolean)
                    .as("%s", name)
                    .isEqualTo("boolean".equals(type));
                if (property.get("enum") instanceof List<?> values) {
                  assertThat(values.contains(value)).as("%s", name).isTrue();
                }
              }
            });
  }

  @ParameterizedTest
  @EnumSource
  void there_is_no_other_file(OwnKamelet own) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(OwnKamelet.values().length)
          .contains(own.id() + ".kamelet.yaml");
    }
  }
}
