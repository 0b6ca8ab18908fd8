package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.ObjectHead;

/** Our Kamelets, in routes of the user's own. */
class KameletsTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Map<String, Object>> seen = Collections.synchronizedList(new ArrayList<>());

  private void see(Exchange exchange) {
    Map<String, Object> all = new HashMap<>(exchange.getMessage().getHeaders());
    all.put("body", exchange.getMessage().getBody(String.class));
    seen.add(all);
  }

  private void call(Object body, Map<String, Object> headers) {
    try (FlowHouse.Run run = house.open()) {
      run.runner.bind("see", (Processor) this::see);
      run.runner.start();
      call(run, body, headers);
    }
  }

  private static void call(FlowHouse.Run run, Object body, Map<String, Object> headers) {
    try (ProducerTemplate template = run.runner.context().createProducerTemplate()) {
      template.requestBodyAndHeaders("direct:in", body, headers);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A route that seals, then looks at what it has; without a cache of streams. */
  private void sealing(int redeliveries, String parameters) {
    house.declare(
        """
        - route:
            id: mine
            errorHandler:
              defaultErrorHandler:
                redeliveryPolicy:
                  maximumRedeliveries: %d
                  redeliveryDelay: 10
            streamCache: "false"
            from:
              uri: direct:in
              steps:
                - to: "kamelet:saddlebag-seal-sink?flow=reports&bucket=acme-archive&key=archive&retryDelay=10%s"
                - process:
                    ref: see
        """
            .formatted(redeliveries, parameters));
  }

  private Map<String, String> opened() throws IOException {
    return house.opened();
  }

  private AtomicInteger failPuts(int first) {
    AtomicInteger puts = new AtomicInteger();
    house
        .s3()
        .setFaults(
            (asked, headers) ->
                (asked.operation().equals("PutObject") || asked.operation().equals("UploadPart"))
                        && puts.getAndIncrement() < first
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());
    return puts;
  }

  @Test
  void the_sink_seals_and_the_route_goes_on_with_what_it_had() throws IOException {
    sealing(0, "&objectKey=RAW(in/{header:number})&metadata=number");

    call("content", new HashMap<>(Map.of("number", "7", "other", "kept")));

    assertThat(house.keys()).containsExactly("in/7");
    ObjectHead head = house.head("in/7");
    assertThat(head.metadata()).containsKey("x-amz-c").containsEntry("number", "7");
    assertThat(seen.get(0))
        .containsEntry("body", "content")
        .containsEntry("number", "7")
        .containsEntry("other", "kept")
        .containsEntry("SaddlebagDeliveryId", head.metadata().get("saddlebag-delivery"));
    assertThat(FlowHouse.tree(house.state().resolve("receipts")).values())
        .anyMatch(line -> line.contains("\"flow\":\"reports\""));
    assertThat(opened()).containsEntry("in/7", "content");
  }

  /** As YAML has them: with signs that would mean something else within a URI, or RAW around. */
  @Test
  void parameters_may_stand_beside_the_uri() throws IOException {
    house.declare(
        """
        - from:
            uri: direct:in
            steps:
              - choice:
                  when:
                    - simple: "${header.way} == 'to'"
                      steps:
                        - to:
                            uri: kamelet:saddlebag-seal-sink
                            parameters:
                              flow: one
                              bucket: acme-archive
                              key: archive
                              objectKey: "one/{header:way}"
                              sse: sse-s3
                  otherwise:
                    steps:
                      - to:
                          uri: kamelet:saddlebag-seal-sink
                          parameters:
                            flow: two
                            bucket: acme-archive
                            key: archive
                            objectKey: RAW(two/{header:way})
        """);

    call("content", Map.of("way", "to"));
    call("content", Map.of("way", "kamelet"));

    assertThat(house.keys()).containsExactlyInAnyOrder("one/to", "two/kamelet");
    assertThat(house.head("one/to").sse()).isEqualTo("AES256");
  }

  /** It is larger than what stays in memory, and Camel can read it once. */
  @Test
  void a_large_stream_is_whole_after_attempts_that_failed() throws IOException {
    byte[] large = new byte[3_000_000];
    new Random(5).nextBytes(large);
    sealing(0, "&objectKey=one");
    AtomicInteger puts = failPuts(2);

    call(new ByteArrayInputStream(large), Map.of());

    assertThat(puts).hasValue(3);
    assertThat(FlowHouse.tree(house.state()).keySet()).noneMatch(name -> name.startsWith("spool"));
    assertThat(opened()).containsEntry("one", new String(large, StandardCharsets.ISO_8859_1));
  }

  @Test
  void a_store_that_is_away_fails_the_caller_and_nothing_is_kept_back() throws IOException {
    sealing(0, "&objectKey=one&attempts=2");
    failPuts(Integer.MAX_VALUE);
    try (FlowHouse.Run run = house.open()) {
      run.runner.bind("see", (Processor) this::see);
      run.runner.start();

      assertThatThrownBy(() -> call(run, "x".repeat(300_000), Map.of()))
          .isInstanceOf(CamelExecutionException.class)
          .hasCauseInstanceOf(StoreUnavailable.class);
      assertThat(seen).isEmpty();
      assertThat(run.runner.summary().delivered()).isZero();

      house.s3().setFaults((asked, headers) -> Fault.none());
      call(run, "again", Map.of());
      assertThat(run.runner.summary().delivered()).isEqualTo(1);
    }
    assertThat(opened()).containsEntry("one", "again");
  }

  /** Else a step behind could let go of the only copy. */
  @Test
  void where_a_route_handles_the_failure_the_steps_behind_the_sink_see_nothing() throws Exception {
    house.declare(
        """
        - route:
            id: handled
            errorHandler:
              deadLetterChannel:
                deadLetterUri: direct:dead
            from:
              uri: direct:in
              steps:
                - to: "kamelet:saddlebag-seal-sink?flow=reports&bucket=acme-archive&key=archive&attempts=1&objectKey=one"
                - process:
                    ref: see
        - from:
            uri: direct:dead
            steps:
              - process:
                  ref: dead
        """);
    failPuts(Integer.MAX_VALUE);
    AtomicInteger dead = new AtomicInteger();
    try (FlowHouse.Run run = house.open()) {
      run.runner.bind("see", (Processor) this::see);
      run.runner.bind("dead", (Processor) exchange -> dead.incrementAndGet());
      run.runner.start();
      call(run, "content", Map.of());
    }

    assertThat(dead).hasValue(1);
    assertThat(seen).isEmpty();
    assertThat(house.keys()).isEmpty();
  }

  /** Redeliveries of the route come over the attempts of the flow. */
  @Test
  void what_can_be_read_again_is_whole_when_the_route_repeats_the_step() throws IOException {
    sealing(2, "&objectKey=one&attempts=2");
    AtomicInteger puts = failPuts(3);

    call("all of it", Map.of());

    assertThat(puts).hasValue(4);
    assertThat(seen).hasSize(1);
    assertThat(opened()).containsExactly(Map.entry("one", "all of it"));
  }

  @Test
  void a_stream_that_is_used_up_is_never_taken_for_an_empty_one() {
    sealing(2, "&objectKey=one&attempts=2");
    AtomicInteger puts = failPuts(2);
    InputStream once = new ByteArrayInputStream("all of it".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> call(once, Map.of()))
        .rootCause()
        .hasMessageContaining("was read before")
        .hasMessageContaining("leave streamCache on");
    assertThat(puts).hasValue(2);
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void two_sinks_in_a_route_have_each_their_own_flow_and_the_whole_content() throws IOException {
    house.declare(
        """
        - from:
            uri: direct:in
            steps:
              - to: "kamelet:saddlebag-seal-sink?flow=one&bucket=acme-archive&key=archive&objectKey=one"
              - to: "kamelet:saddlebag-seal-sink?flow=two&bucket=acme-archive&key=archive&objectKey=two"
        """);

    call(new ByteArrayInputStream("stream".getBytes(StandardCharsets.UTF_8)), Map.of());

    assertThat(house.head("one").metadata().get("saddlebag-delivery"))
        .isNotEqualTo(house.head("two").metadata().get("saddlebag-delivery"));
    assertThat(opened()).containsEntry("one", "stream").containsEntry("two", "stream");
  }

  /** The name is the flow's, not the route's, and stays over restarts. */
  @Test
  void what_comes_again_after_a_restart_is_one_object() {
    sealing(0, "&id=number");

    call("content", Map.of("number", 7));
    call("content", Map.of("number", 7));

    assertThat(house.keys()).hasSize(1).allMatch(key -> key.startsWith("reports/"));
    assertThat(seen.get(1).get("SaddlebagDeliveryId"))
        .isEqualTo(seen.get(0).get("SaddlebagDeliveryId"));
  }

  @Test
  void headers_of_strangers_steer_the_sink_nowhere() {
    sealing(0, "&objectKey=fixed&sse=sse-s3");

    call("content", Hostile.headers());

    assertThat(house.keys()).containsExactly("fixed");
    Hostile.requireUntouched(house.head("fixed"), "AES256");
  }

  private void opening(String name, int redeliveries, String parameters) {
    house.declare(
        """
        - route:
            id: opening
            errorHandler:
              defaultErrorHandler:
                redeliveryPolicy:
                  maximumRedeliveries: %d
                  redeliveryDelay: 10
            from:
              uri: "kamelet:saddlebag-open-source?flow=%s&bucket=acme-archive&prefix=out/&delay=50&retryDelay=10%s"
              steps:
                - process:
                    ref: see
        """
            .formatted(redeliveries, name, parameters));
  }

  private void seal(String name, String content) throws IOException {
    house.without().in("in", "objectKey=out/{path}");
    house.drop(name, content);
    house.once();
    house.without();
  }

  /** Runs until the route was called so often, and then for some looks more. */
  private void run(int calls, Processor see) {
    try (FlowHouse.Run run = house.open()) {
      run.runner.bind("see", see);
      run.runner.start();
      await().atMost(PATIENCE).until(() -> seen.size() >= calls);
      long looks = house.s3().requests().count("ListObjectsV2");
      await()
          .atMost(PATIENCE)
          .until(() -> house.s3().requests().count("ListObjectsV2") >= looks + 3);
    }
  }

  @Test
  void the_source_opens_each_object_once_across_restarts() throws IOException {
    String large = "0123456789".repeat(100_000);
    seal("a.txt", large);
    opening("letters", 0, "&contentType=text/plain");

    run(1, this::see);
    run(1, this::see);

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0))
        .containsOnlyKeys(
            "CamelFileName", "Content-Type", "SaddlebagFlow", "SaddlebagDeliveryId", "body")
        .containsEntry("body", large)
        .containsEntry("CamelFileName", "a.txt")
        .containsEntry("Content-Type", "text/plain")
        .containsEntry("SaddlebagFlow", "letters");
    assertThat(house.keys()).containsExactly("out/a.txt");
  }

  /** Half read, then failed; by the route's own redelivery, and handed over anew by the flow. */
  @Test
  void a_route_that_fails_gets_the_whole_content_again_and_the_object_goes_when_it_has_it()
      throws IOException {
    String large = "0123456789".repeat(100_000);
    seal("a.txt", large);
    opening("letters", 1, "&after=delete");
    List<Object> ids = Collections.synchronizedList(new ArrayList<>());

    run(
        1,
        exchange -> {
          ids.add(exchange.getMessage().getHeader("SaddlebagDeliveryId"));
          if (ids.size() < 4) {
            exchange.getMessage().getBody(InputStream.class).readNBytes(300_000);
            assertThat(house.keys()).containsExactly("out/a.txt");
            throw new IllegalStateException("on purpose");
          }
          see(exchange);
        });

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0)).containsEntry("body", large);
    assertThat(ids).hasSize(4);
    assertThat(ids.stream().distinct()).hasSize(1);
    assertThat(house.keys()).isEmpty();
    assertThat(FlowHouse.tree(house.state()).keySet()).noneMatch(name -> name.startsWith("spool"));
  }

  @Test
  void what_a_route_fails_for_good_stays_and_is_taken_up_by_retry() throws IOException {
    seal("a.txt", "content");
    opening("letters", 0, "&after=delete&attempts=2");

    run(
        2,
        exchange -> {
          see(exchange);
          throw new IllegalStateException("on purpose");
        });

    assertThat(seen).hasSize(2);
    assertThat(house.keys()).containsExactly("out/a.txt");
    assertThat(FailedDeliveries.retry(house.routes(), house.state(), null, "letters").objects())
        .hasSize(1);
    run(3, this::see);
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void an_object_goes_from_one_prefix_to_another_and_only_then_is_let_go() throws IOException {
    seal("a.txt", "content");
    house.declare(
        """
        - templatedRoute:
            routeTemplateRef: s3-to-endpoint
            routeId: again
            parameters:
              - { name: bucket, value: acme-archive }
              - { name: prefix, value: out/ }
              - { name: after, value: delete }
              - { name: retryDelay, value: 10 }
              - { name: target, value: "kamelet:saddlebag-seal-sink?flow=resealed&bucket=acme-archive&key=archive&attempts=1&objectKey=RAW(new/{path})" }
        """);
    AtomicInteger puts = failPuts(1);

    assertThat(house.once().delivered()).isEqualTo(2);

    assertThat(puts).hasValue(2);
    assertThat(house.keys()).containsExactly("new/a.txt");
    assertThat(opened()).containsExactly(Map.entry("new/a.txt", "content"));
  }

  @Test
  void uses_are_checked_at_the_start_as_flows_are() {
    house.declare(
        """
        - route:
            id: mine
            from:
              uri: "kamelet:saddlebag-open-source?flow=back&bucket=acme-archive&after=keep&target=direct:x"
              steps:
                - to: "kamelet:saddlebag-seal-sink?flow=one&bucket=acme-archive&key=absent&bukket=x"
                - to: "kamelet:saddlebag-seal-sink?flow=one&key=archive&sse=hmm"
                - to: "kamelet:saddlebag-seal-sink?flow={{name}}&bucket=acme-archive&key=archive"
                - to: "kamelet:saddlebag-seal-sink/other?flow=two&bucket=acme-archive&key=archive"
                - toD: "kamelet:saddlebag-seal-sink?flow=${header.flow}&bucket=acme-archive"
                - kamelet:
                    name: saddlebag-seal-sink
                    parameters: { flow: three, bucket: acme-archive, key: archive }
                - to: "kamelet:saddlebag-open-source?flow=three&bucket=acme-archive"
        - from:
            uri: "kamelet:saddlebag-open-source?flow=four&bucket=acme-archive&after=keep"
            steps:
              - log: "${body}"
        """);

    assertThatThrownBy(() -> house.once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("gives 'target', which saddlebag-open-source does not know")
        .hasMessageContaining("flow 'one' (flows.yaml), key 'absent' is no master key")
        .hasMessageContaining("gives 'bukket', which endpoint-to-s3 does not know")
        .hasMessageContaining("flow 'one' (flows.yaml) has the name of another flow")
        .hasMessageContaining("flow 'one' (flows.yaml) lacks 'bucket'")
        .hasMessageContaining("sse 'hmm' is wrong")
        .hasMessageContaining("has saddlebag-seal-sink without a name for its flow")
        .hasMessageContaining("with '/other' behind it")
        .hasMessageContaining("has saddlebag-seal-sink in 'toD': let it stand in 'to'")
        .hasMessageContaining("has saddlebag-seal-sink in 'kamelet': let it stand in 'to'")
        .hasMessageContaining("has saddlebag-open-source in 'to': let it stand in 'from'")
        .hasMessageContaining("flow 'four' (flows.yaml), after 'keep' must be one of");
  }

  /** So that policies and checks of buckets can be asked for them, too. */
  @Test
  void commands_know_the_flows_behind_kamelets() {
    sealing(0, "&objectKey=RAW(in/{messageId})&sse=sse-s3");

    FlowDeclaration flow =
        new DeclaredFlows(house.routes(), null, Set.of("archive"), Set.of(), Set.of())
            .named("reports");

    assertThat(flow.sends()).isTrue();
    assertThat(flow.parameters())
        .containsEntry("bucket", "acme-archive")
        .containsEntry("objectKey", "in/{messageId}")
        .containsEntry("sse", "sse-s3")
        .containsEntry("collision", "number");
  }

  @Test
  void a_bucket_that_is_missing_is_told_at_the_start() {
    house.declare(
        """
        - from:
            uri: "kamelet:saddlebag-open-source?flow=back&bucket=acme-absent"
            steps:
              - log: "${body}"
        """);

    assertThatThrownBy(() -> house.once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("acme-absent");
  }

  /** Camel would take one of the two away without a word. */
  @Test
  void a_flow_and_a_route_of_one_name_are_refused() {
    house.declare(
        """
        - route:
            id: reports
            from:
              uri: direct:in
              steps:
                - to: "kamelet:saddlebag-seal-sink?flow=reports&bucket=acme-archive&key=archive"
        """);

    assertThatThrownBy(() -> house.once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("flow 'reports' (flows.yaml) has the id of a route");
  }
}
