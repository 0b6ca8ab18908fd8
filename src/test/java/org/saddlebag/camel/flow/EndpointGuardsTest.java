package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;

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
}
