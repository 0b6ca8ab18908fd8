package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.camel.RouteError;
import org.saddlebag.errors.Refused;

/** A flow is read as it would run, and nothing of it is run or needed. */
class DeclaredFlowsTest {

  @TempDir Path folder;
  private final StringBuilder flows = new StringBuilder();
  private Path properties;

  @BeforeEach
  void properties() throws IOException {
    properties =
        Files.writeString(
            folder.resolve("application.properties"), "archive.bucket=acme-archive\n");
  }

  private void flow(String template, String name, String... parameters) {
    flows.append("- templatedRoute:\n    routeTemplateRef: ").append(template);
    flows.append("\n    routeId: ").append(name).append("\n    parameters:\n");
    for (int i = 0; i < parameters.length; i += 2) {
      flows.append(
          "      - { name: %s, value: \"%s\" }\n".formatted(parameters[i], parameters[i + 1]));
    }
  }

  private FlowDeclaration named(String name) throws IOException {
    Path file = Files.writeString(folder.resolve("flows.yaml"), flows.toString());
    List<Path> files = new ArrayList<>(RouteFiles.in(Path.of("routes")));
    files.removeIf(route -> route.endsWith("flows.yaml"));
    files.add(file);
    return new DeclaredFlows(
            RouteFiles.read(files),
            properties,
            Set.of("archive"),
            Set.of("partner"),
            Set.of("orders"))
        .named(name);
  }

  @Test
  void what_the_flow_gives_and_its_template_s_defaults_are_joined() throws IOException {
    flow(
        "directory-to-s3",
        "in",
        "directory",
        "/nowhere/on/this/machine",
        "bucket",
        "{{archive.bucket}}",
        "key",
        "archive",
        "sse",
        "sse-c:partner");
    FlowDeclaration flow = named("in");

    assertThat(flow.template()).isEqualTo("directory-to-s3");
    assertThat(flow.parameters())
        .containsEntry("bucket", "acme-archive")
        .containsEntry("sse", "sse-c:partner")
        .containsEntry("objectKey", "{path}")
        .containsEntry("access", "full")
        .containsEntry("collision", "number")
        .containsEntry("tags", "");
  }

  @Test
  void every_parameter_of_every_template_has_its_default() throws IOException {
    flow("s3-to-directory", "back", "bucket", "acme", "directory", "/out", "prefix", "x/");
    assertThat(named("back").parameters())
        .containsEntry("prefix", "x/")
        .containsEntry("after", "remember")
        .containsEntry("tags", "saddlebag=delivered")
        .containsEntry("sse", "none")
        .hasSize(
            RouteFiles.read(List.of(Path.of("routes/s3-to-directory.yaml")))
                .templates()
                .get("s3-to-directory")
                .size());
  }

  @Test
  void the_faults_of_another_flow_are_its_own() throws IOException {
    flow("directory-to-s3", "bad", "bucket", "{{unknown}}");
    flow("s3-to-directory", "good", "bucket", "acme", "directory", "/out");
    assertThat(named("good").name()).isEqualTo("good");
  }

  @Test
  void an_unknown_name_lists_those_that_there_are() {
    flow("s3-to-directory", "one", "bucket", "acme", "directory", "/out");
    flow("s3-to-directory", "two", "bucket", "acme", "directory", "/out");
    refused("three", RouteError.UNKNOWN_FLOW, "no flow is named 'three'; there are [one, two]");
  }

  @Test
  void all_that_is_wrong_with_it_is_told_at_once() {
    flow(
        "directory-to-s3",
        "in",
        "bucket",
        "a",
        "key",
        "nobody",
        "sse",
        "sse-c:other",
        "bukket",
        "b");
    refused(
        "in",
        RouteError.FLOWS_WRONG,
        "lacks 'directory'",
        "gives 'bukket'",
        "bucket 'a' is no bucket name",
        "'nobody' is no master key",
        "saddlebag.customer-keys.other.uri");
  }

  @Test
  void a_placeholder_without_a_value_is_told() {
    flow("s3-to-directory", "back", "bucket", "{{unknown}}", "directory", "/out");
    refused("back", RouteError.FLOWS_WRONG, "names an unknown placeholder");
  }

  @Test
  void two_flows_of_one_name_are_none() {
    flow("s3-to-directory", "back", "bucket", "acme", "directory", "/out");
    flow("s3-to-directory", "back", "bucket", "acme", "directory", "/other");
    refused("back", RouteError.FLOWS_WRONG, "2 flows are named 'back'");
  }

  private void refused(String name, RouteError code, String... what) {
    assertThatThrownBy(() -> named(name))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(what);
  }
}
