package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;

/** What routes with our Kamelets must not be mistaken about. */
class KameletGuardsTest extends FlowTest {

  private static final String SINK =
      "kamelet:saddlebag-seal-sink?flow=reports&bucket=acme-archive&key=archive&attempts=1";
  private static final String SOURCE =
      "kamelet:saddlebag-open-source?flow=letters&bucket=acme-archive&prefix=out/&delay=50"
          + "&retryDelay=10&after=delete";

  private List<String> problems(String yaml) throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, yaml);
    return RouteFiles.read(List.of(file)).problems();
  }

  private List<String> sealingFrom(String from) throws IOException {
    return problems(
        """
        - from:
            %s
            steps:
              - choice:
                  otherwise:
                    steps:
                      - to: "%s"
        """
            .formatted(from, SINK));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uri: kafka:topic",
        "uri: seda:in",
        "uri: jms:queue:in?transacted=false",
        "uri: jms\n    parameters: { destinationName: in }",
      })
  void a_consumer_that_has_let_go_before_the_sink_is_refused(String from) throws IOException {
    assertThat(sealingFrom(from))
        .singleElement()
        .asString()
        .contains(
            "own.yaml has saddlebag-seal-sink behind '" + from.replaceAll("uri: |[?\n].*", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uri: direct:in",
        "uri: jms:queue:in?transacted=true",
        "uri: jms:queue:in\n    parameters: { transacted: true }",
      })
  void a_consumer_that_waits_for_the_sink_is_none_to_refuse(String from) throws IOException {
    assertThat(sealingFrom(from)).isEmpty();
  }

  @Test
  void nobody_waits_for_a_sink_behind_a_wire_tap() throws IOException {
    assertThat(
            problems(
                """
                - from:
                    uri: direct:in
                    steps:
                      - wireTap: { uri: "%s" }
                """
                    .formatted(SINK)))
        .containsExactly("own.yaml has saddlebag-seal-sink in 'wireTap': let it stand in 'to'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to: seda:x",
        "to: { uri: seda, parameters: { name: x } }",
        "toD: \"seda:${header.x}\"",
        "wireTap: { uri: direct:x }",
        "aggregate: { completionSize: 2 }",
        "doTry: { steps: [ { to: { uri: \"disruptor:x\" } } ] }",
      })
  void a_route_that_only_queues_what_the_source_opened_is_refused(String step) throws IOException {
    String rest =
        """
            steps:
              - %s
        """
            .formatted(step);

    assertThat(problems("- from:\n    uri: \"" + SOURCE + "\"\n" + rest))
        .singleElement()
        .asString()
        .startsWith("own.yaml has saddlebag-open-source in front of '");
    assertThat(problems("- from:\n    uri: direct:in\n" + rest)).isEmpty();
  }

  /** Camel fails nothing then, and its consumers look at the mark. */
  @ParameterizedTest
  @ValueSource(strings = {"markRollbackOnly", "markRollbackOnlyLast"})
  void what_a_route_marks_for_rollback_is_not_let_go(String mark) throws Exception {
    house.in("in", "objectKey=out/{path}");
    house.drop("a.txt", "content");
    house.once();
    house.without();
    house.declare(
        """
        - from:
            uri: "%s&attempts=2"
            steps:
              - process:
                  ref: see
              - rollback:
                  %s: true
        """
            .formatted(SOURCE, mark));
    AtomicInteger seen = new AtomicInteger();
    try (FlowHouse.Run run = house.open()) {
      run.runner.bind("see", (Processor) exchange -> seen.incrementAndGet());
      run.runner.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> run.runner.summary().delivered() > 0 || seen.get() > 1);
    }

    assertThat(seen).hasValue(2);
    assertThat(house.keys()).containsExactly("out/a.txt");
  }

  @Test
  void a_strangers_header_is_no_proof_where_the_delivery_failed() throws Exception {
    house.declare(
        """
        - from:
            uri: direct:in
            steps:
              - doTry:
                  steps:
                    - to: "%s"
                  doCatch:
                    - exception: [ java.lang.Exception ]
              - process:
                  ref: see
        """
            .formatted(SINK));
    house.s3().setFaults((asked, headers) -> new Fault.Fail(503, "SlowDown"));
    AtomicReference<Map<String, Object>> seen = new AtomicReference<>();
    try (FlowHouse.Run run = house.open()) {
      run.runner.bind(
          "see", (Processor) exchange -> seen.set(Map.copyOf(exchange.getMessage().getHeaders())));
      run.runner.start();
      try (ProducerTemplate template = run.runner.context().createProducerTemplate()) {
        template.requestBodyAndHeaders(
            "direct:in", "content", Map.of("SaddlebagDeliveryId", "forged", "other", "kept"));
      }
    }

    assertThat(seen.get()).containsEntry("other", "kept").doesNotContainKey("SaddlebagDeliveryId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kamelet:any?templateId=saddlebag-open-source&flow=letters&bucket=acme-archive",
        "{{src}}",
      })
  void a_use_that_makes_no_flow_is_refused(String from) throws IOException {
    house.in("in");
    house.declare(
        """
        - from:
            uri: "%s"
            steps:
              - log: "${header.CamelFileName}"
        """
            .formatted(from));

    assertThatThrownBy(() -> start("src=" + SOURCE))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("saddlebag-open-source is used where it makes no flow");
  }

  @Test
  void another_place_for_kamelets_is_refused_where_ours_are_used() throws IOException {
    house.declare(
        """
        - from:
            uri: direct:in
            steps:
              - to: "%s"
        """
            .formatted(SINK));

    assertThatThrownBy(() -> start("camel.component.kamelet.location=classpath:elsewhere"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("camel.component.kamelet.location is set");
  }

  private void start(String property) throws IOException {
    Path properties = folder.resolve("own.properties");
    Files.writeString(properties, property + "\n");
    try (FlowHouse.Run run = house.open(FlowHouse.keyring(), properties, Duration.ofSeconds(20))) {
      run.runner.start();
    }
  }
}
