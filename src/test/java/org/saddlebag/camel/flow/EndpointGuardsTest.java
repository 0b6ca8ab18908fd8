package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.endpoint.EndpointText;
import org.saddlebag.errors.Refused;
import org.saddlebag.testing.Installation;

/** What flows of endpoints must not be mistaken about. */
class EndpointGuardsTest extends FlowTest {

  @Test
  void endpoints_that_let_go_too_early_are_refused_at_the_start() {
    house.fromEndpoint("memory", "seda:in");
    house.fromEndpoint("receipt", "jms:queue:in?transacted=false");
    house.fromEndpoint("commits", "kafka:topic");
    house.toEndpoint("out", "seda:out");

    assertThatThrownBy(() -> house.once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'seda:in' keeps what it has in memory alone")
        .hasMessageContaining("acknowledges on receipt: add transacted=true")
        .hasMessageContaining("use the template kafka-to-s3")
        .hasMessageContaining("'seda:out' keeps what it has in memory alone");
  }

  @Test
  void flows_that_another_route_calls_go_by_their_own_names() throws Exception {
    house.fromEndpoint("one", "direct:one", "id=name", "objectKey={flow}/{messageId}");
    house.fromEndpoint("two", "direct:two", "id=name", "objectKey={flow}/{messageId}");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      run.runner
          .context()
          .addRoutes(
              new RouteBuilder() {
                @Override
                public void configure() {
                  from("direct:caller")
                      .routeId("caller")
                      .multicast()
                      .to("direct:one", "direct:two");
                }
              });
      try (ProducerTemplate template = run.runner.context().createProducerTemplate()) {
        template.requestBodyAndHeaders("direct:caller", "content", Map.of("name", "same"));
      }
    }

    assertThat(house.keys()).hasSize(2).anyMatch(key -> key.startsWith("one/"));
    assertThat(house.keys()).anyMatch(key -> key.startsWith("two/"));
  }

  @Test
  void a_flow_that_others_call_is_not_paused() throws Exception {
    Path flows = folder.resolve("called.yaml");
    Files.writeString(
        flows,
        Installation.flow("endpoint-to-s3", "called", "source", "direct:in")
            + Installation.flow("endpoint-to-s3", "polled", "source", "file:/in?delete=true"));
    RouteFiles routes = RouteFiles.read(List.of(flows));

    routes.requirePausable("polled");
    assertThatThrownBy(() -> routes.requirePausable("called"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'called' is called by other routes");
  }

  @Test
  void a_single_run_ends_where_a_route_of_the_users_own_fails_at_the_same_file_for_ever()
      throws Exception {
    Path drop = Files.createDirectories(folder.resolve("own"));
    Files.writeString(drop.resolve("bad"), "never works");
    house.fromEndpoint("in", "direct:in");
    house.declare(
        """
        - route:
            id: own
            from:
              uri: "file:%s?initialDelay=0&delay=50"
              steps:
                - throwException:
                    exceptionType: java.lang.IllegalArgumentException
                    message: it is bad
                - to: direct:in
        """
            .formatted(drop));

    assertThat(house.once().delivered()).isZero();
    assertThat(drop.resolve("bad")).exists();
  }

  @Test
  void what_a_target_quotes_of_its_uri_is_not_told() {
    assertThat(
            EndpointText.of(
                new IllegalStateException(
                    "failed: https://host/up?signature=s3cr3t with statusCode: 403")))
        .contains("https://host/up?... with statusCode: 403")
        .doesNotContain("s3cr3t");
  }
}
