package org.saddlebag.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.datakey.DataKeyComponent;
import org.saddlebag.camel.output.FileOutputComponent;
import org.saddlebag.camel.s3object.S3ObjectComponent;
import org.saddlebag.camel.watch.DirectoryWatchComponent;

/** The routes are documentation that runs: what they say must exist and be explained. */
class RoutesTest {

  private final CamelCatalog catalog = new DefaultCamelCatalog();

  RoutesTest() {
    add("data-key", DataKeyComponent.class);
    add("directory-watch", DirectoryWatchComponent.class);
    add("s3-object", S3ObjectComponent.class);
    add("file-output", FileOutputComponent.class);
  }

  private void add(String name, Class<?> component) {
    String json = component.getPackageName().replace('.', '/') + "/" + name + ".json";
    catalog.addComponent(name, component.getName(), read("META-INF/" + json));
  }

  private static String read(String resource) {
    try (InputStream in = RoutesTest.class.getClassLoader().getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_endpoint_is_one_that_the_catalog_knows_with_all_its_options() {
    List<RouteYaml.Use> uses =
        RouteYaml.templates().stream()
            .flatMap(template -> RouteYaml.endpoints(template).stream())
            // A kamelet's options are its template's parameters; starting the flows checks those.
            .filter(use -> !use.uri().startsWith("kamelet:"))
            .toList();

    assertThat(uses).hasSizeGreaterThanOrEqualTo(7);
    assertThat(uses)
        .allSatisfy(
            use -> {
              EndpointValidationResult result =
                  catalog.validateEndpointProperties(
                      use.uri(), false, use.role().equals("from"), use.role().equals("to"));
              assertThat(result.isSuccess())
                  .as(use + "\n" + result.summaryErrorMessage(false))
                  .isTrue();
            });
  }

  @Test
  void a_misspelt_option_would_be_found() {
    assertThat(
            catalog
                .validateEndpointProperties("s3-object:bucket?objectKy=x", false, false, true)
                .isSuccess())
        .isFalse();
    assertThat(
            catalog
                .validateEndpointProperties("data-key:generate/k?format=v9", false, false, true)
                .isSuccess())
        .isFalse();
  }

  @Test
  void every_option_of_our_components_is_explained() {
    for (String name : List.of("data-key", "directory-watch", "s3-object", "file-output")) {
      assertThat(catalog.componentModel(name).getEndpointOptions())
          .allSatisfy(
              option ->
                  assertThat(option.getDescription()).as(option.getName()).hasSizeGreaterThan(10));
    }
  }

  @Test
  void every_template_and_parameter_is_explained() {
    for (Map<String, Object> template : RouteYaml.templates()) {
      assertThat((String) template.get("description")).as("%s", template.get("id")).endsWith(".");
      List<Map<String, Object>> parameters =
          RouteYaml.list(template.get("parameters")).stream().map(RouteYaml::map).toList();
      boolean outer = parameters.stream().anyMatch(p -> p.containsKey("defaultValue"));
      assertThat(parameters)
          .allSatisfy(
              parameter -> {
                assertThat(parameter.containsKey("required"))
                    .as("%s: required, or with a default", parameter)
                    .isNotEqualTo(parameter.containsKey("defaultValue"));
                if (outer) {
                  assertThat((String) parameter.get("description"))
                      .as("%s", parameter)
                      .isNotBlank();
                }
              });
    }
  }

  @Test
  void the_inner_routes_read_as_the_mission() {
    assertThat(schemes("seal-envelope-to-s3")).containsExactly("kamelet", "data-key", "s3-object");
    assertThat(schemes("seal-none-to-s3")).containsExactly("kamelet", "s3-object");
    assertThat(schemes("open-to-directory"))
        .containsExactly("kamelet", "s3-object", "data-key", "file-output");
  }

  private static List<String> schemes(String id) {
    return RouteYaml.templates().stream()
        .filter(template -> id.equals(template.get("id")))
        .flatMap(template -> RouteYaml.endpoints(template).stream())
        .map(use -> use.uri().substring(0, use.uri().indexOf(':')))
        .toList();
  }
}
