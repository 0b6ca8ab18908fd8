package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.ObjectHead;

/** The Kamelet, in routes of the user's own. */
class KameletsTest extends FlowTest {

  private final List<Map<String, Object>> seen = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void someFlow() throws IOException {
    house.in("unused");
  }

  private void see(Exchange exchange) {
    Map<String, Object> all = new HashMap<>(exchange.getMessage().getHeaders());
    all.put("body", exchange.getMessage().getBody(String.class));
    seen.add(all);
  }

  private void call(Object body, Map<String, Object> headers) throws IOException {
    try (FlowHouse.Run run = house.open()) {
      run.runner.bind("see", (Processor) this::see);
      run.runner.start();
      try (ProducerTemplate template = run.runner.context().createProducerTemplate()) {
        template.requestBodyAndHeaders("direct:in", body, headers);
      }
    }
  }

  private FlowHouse sealing(String parameters) {
    return house.declare(
        """
        - route:
            id: mine
            errorHandler:
              defaultErrorHandler:
                redeliveryPolicy:
                  maximumRedeliveries: 3
                  redeliveryDelay: 10
            streamCache: "false"
            from:
              uri: direct:in
              steps:
                - to: "kamelet:saddlebag-seal-sink?bucket=acme-archive&key=archive%s"
                - process:
                    ref: see
        """
            .formatted(parameters));
  }

  private Map<String, String> opened() throws IOException {
    house.without().back("back");
    house.once();
    return FlowHouse.tree(house.outbox());
  }

  @Test
  void the_sink_seals_and_the_route_goes_on_with_what_it_had() throws IOException {
    sealing("&objectKey=RAW(in/{header:number})&metadata=number&flow=kamelet");

    call("content", new HashMap<>(Map.of("number", "7", "other", "kept")));

    assertThat(house.keys()).containsExactly("in/7");
    ObjectHead head = house.head("in/7");
    assertThat(head.metadata()).containsKey("x-amz-c").containsEntry("number", "7");
    assertThat(seen.get(0))
        .containsEntry("body", "content")
        .containsEntry("number", "7")
        .containsEntry("other", "kept");
    assertThat(FlowHouse.tree(house.state().resolve("receipts")).values())
        .anyMatch(line -> line.contains("\"flow\":\"kamelet\""));
    assertThat(opened()).containsEntry("in/7", "content");
  }

  /** Camel calls the Kamelet again with a stream that is used up by then. */
  @Test
  void a_stream_is_whole_at_the_second_attempt_and_can_be_read_afterwards() throws IOException {
    sealing("&objectKey=one");
    AtomicInteger puts = new AtomicInteger();
    house
        .s3()
        .setFaults(
            (asked, headers) ->
                asked.operation().equals("PutObject") && puts.getAndIncrement() < 2
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());
    InputStream once = new ByteArrayInputStream("all of it".getBytes(StandardCharsets.UTF_8));

    call(once, Map.of());

    assertThat(puts).hasValue(3);
    assertThat(seen.get(0)).containsEntry("body", "all of it");
    assertThat(opened()).containsEntry("one", "all of it");
  }

  @Test
  void headers_of_strangers_steer_the_sink_nowhere() throws IOException {
    sealing("&objectKey=fixed&sse=sse-s3");

    call("content", Hostile.headers());

    assertThat(house.keys()).containsExactly("fixed");
    Hostile.requireUntouched(house.head("fixed"), "AES256");
  }

  @Test
  void the_kamelets_are_what_the_schema_of_kamelets_asks_for() throws IOException {
    for (Path file : files()) {
      Map<?, ?> kamelet = (Map<?, ?>) load(file);
      assertThat(kamelet.get("apiVersion")).isEqualTo("camel.apache.org/v1");
      assertThat(kamelet.get("kind")).isEqualTo("Kamelet");
      KameletSchema.check(file, kamelet);
    }
  }

  private static List<Path> files() throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(Path.of("routes/kamelets"))) {
      List<Path> found = files.sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  private static Object load(Path file) throws IOException {
    return new org.snakeyaml.engine.v2.api.Load(
            org.snakeyaml.engine.v2.api.LoadSettings.builder().build())
        .loadFromString(Files.readString(file));
  }
}
