package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.camel.Slots;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.ObjectHead;

/** What any endpoint of Camel hands in becomes an object. */
class EndpointFlowTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Path drop(String directory, String name, String content) throws IOException {
    Path file = folder.resolve(directory).resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Path in(String directory) {
    return folder.resolve(directory);
  }

  /** Calls a flow behind {@code direct:in}, and waits for its answer. */
  private Object call(Object body, Map<String, Object> headers) {
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      return call(run, body, headers);
    }
  }

  private static Object call(FlowHouse.Run run, Object body, Map<String, Object> headers) {
    CamelContext context = run.runner.context();
    try (ProducerTemplate template = context.createProducerTemplate()) {
      return template.requestBodyAndHeaders("direct:in", body, headers);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> opened() throws IOException {
    return house.opened();
  }

  @Test
  void camels_file_consumer_lets_go_of_a_file_when_its_object_is_proven() throws IOException {
    drop("drop", "a/one.txt", "first");
    drop("drop", "two.txt", "second");
    house.fromEndpoint(
        "files", "file:" + in("drop") + "?recursive=true&move=.done", "objectKey=in/{path}");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(2);
    assertThat(done.allWell()).isTrue();
    assertThat(house.keys()).containsExactlyInAnyOrder("in/a/one.txt", "in/two.txt");
    assertThat(house.head("in/two.txt").metadata()).containsKey("x-amz-c");
    assertThat(FlowHouse.tree(in("drop"))).containsOnlyKeys("a/.done/one.txt", ".done/two.txt");
    assertThat(opened().values()).containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void a_failed_exchange_fails_for_its_consumer_which_keeps_the_source() throws IOException {
    drop("drop", "bad.txt", "stays");
    drop("drop", "good.txt", "goes");
    house.fromEndpoint(
        "files",
        "file:" + in("drop") + "?delete=true&moveFailed=.failed",
        "objectKey={header:CamelFileName}",
        "metadata=absent",
        "collision=refuse");
    house.putUnsealed("bad.txt", "somebody else's");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(done.failed()).isEqualTo(1);
    assertThat(FlowHouse.tree(in("drop"))).containsOnlyKeys(".failed/bad.txt");
  }

  @Test
  void what_can_never_go_does_not_keep_a_single_run_from_its_end() throws IOException {
    drop("drop", "a.txt", "too large");
    house.fromEndpoint("files", "file:" + in("drop") + "?delete=true", "maxMessageBytes=3");

    FlowSummary done = house.once();

    assertThat(done.failed()).isPositive();
    assertThat(FlowHouse.tree(in("drop"))).containsOnlyKeys("a.txt");
    assertThat(house.keys()).isEmpty();
  }

  /** The first attempt fails after the stream was read; the second must have all of it. */
  @Test
  void every_form_of_body_is_whole_at_the_second_attempt() throws Exception {
    byte[] large = new byte[700_000];
    new Random(5).nextBytes(large);
    Map<String, Object> bodies = new LinkedHashMap<>();
    bodies.put("bytes", "bytes".getBytes(StandardCharsets.UTF_8));
    bodies.put("text", "gr\u00fc\u00df");
    bodies.put("stream", new ByteArrayInputStream("stream".getBytes(StandardCharsets.UTF_8)));
    bodies.put("large", new OneWay(large));
    bodies.put("reader", new java.io.StringReader("reader"));
    bodies.put("file", drop("elsewhere", "x", "file").toFile());
    bodies.put("path", drop("elsewhere", "y", "path"));
    bodies.put("nothing", null);
    house.fromEndpoint("in", "direct:in", "objectKey={header:name}");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      for (Map.Entry<String, Object> body : bodies.entrySet()) {
        AtomicInteger puts = new AtomicInteger();
        house
            .s3()
            .setFaults(
                (asked, headers) ->
                    asked.operation().equals("PutObject") && puts.getAndIncrement() == 0
                        ? new Fault.Fail(503, "SlowDown")
                        : Fault.none());
        call(run, body.getValue(), Map.of("name", body.getKey()));
      }
    }

    assertThat(house.keys()).containsExactlyInAnyOrderElementsOf(bodies.keySet());
    assertThat(opened())
        .containsEntry("bytes", "bytes")
        .containsEntry("text", latin("gr\u00fc\u00df"))
        .containsEntry("stream", "stream")
        .containsEntry("large", new String(large, StandardCharsets.ISO_8859_1))
        .containsEntry("reader", "reader")
        .containsEntry("file", "file")
        .containsEntry("path", "path")
        .containsEntry("nothing", "");
    assertThat(FlowHouse.tree(house.state()))
        .noneSatisfy((name, text) -> assertThat(name).startsWith("spool"));
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** A stream as of a network: it knows neither its length nor a way back. */
  private static final class OneWay extends InputStream {
    private final InputStream content;

    OneWay(byte[] content) {
      this.content = new ByteArrayInputStream(content);
    }

    @Override
    public int read() throws IOException {
      return content.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return content.read(target, offset, Math.min(length, 1000));
    }
  }

  @Test
  void a_stream_that_breaks_off_is_no_object_and_its_exchange_fails() {
    house.fromEndpoint("in", "direct:in");
    InputStream broken =
        new InputStream() {
          private int left = 500_000;

          @Override
          public int read() throws IOException {
            if (left-- <= 0) {
              throw new IOException("connection reset");
            }
            return 'x';
          }
        };

    assertThatThrownBy(() -> call(broken, Map.of()))
        .isInstanceOf(CamelExecutionException.class)
        .rootCause()
        .hasMessageContaining("connection reset");
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void headers_of_strangers_steer_nothing() throws IOException {
    house.fromEndpoint(
        "in", "direct:in", "objectKey=in/{header:orderId}", "metadata=orderId", "sse=sse-s3");
    Map<String, Object> headers = Hostile.headers();
    headers.put("orderId", "7-${sys.user.name}");
    headers.put("kept", "a secret");

    Object answer = call("content", headers);

    assertThat(house.keys()).containsExactly("in/7-${sys.user.name}");
    ObjectHead head = house.head(house.keys().get(0));
    assertThat(answer).isEqualTo(head.metadata().get("saddlebag-delivery"));
    Hostile.requireUntouched(head, "AES256");
    assertThat(head.metadata()).containsEntry("orderid", "7-${sys.user.name}");
  }

  @Test
  void no_name_leads_out_of_the_pattern() {
    house.fromEndpoint("in", "direct:in", "objectKey=in/{path}");
    for (String name : List.of("../x", "/etc/passwd", "a/../../x", "a\nb", "")) {
      assertThatThrownBy(() -> call("content", Map.of("CamelFileName", name)))
          .as(name)
          .rootCause()
          .isInstanceOf(Refused.class);
    }
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void what_comes_again_under_its_id_is_one_object() {
    house.fromEndpoint("in", "direct:in", "id=number,kind", "objectKey=in/{messageId}");
    Object first = call("content", Map.of("number", 7, "kind", "a|b"));

    Object second = call("content", Map.of("number", 7, "kind", "a|b"));
    Object other = call("content", Map.of("number", "7|a", "kind", "b"));

    assertThat(second).isEqualTo(first).isNotEqualTo(other);
    assertThat(house.keys()).hasSize(2);
    assertThatThrownBy(() -> call("content", Map.of("number", 7)))
        .rootCause()
        .hasMessageContaining("no header 'kind'");
  }

  @Test
  void without_an_id_each_exchange_is_a_delivery_of_its_own() {
    house.fromEndpoint("in", "direct:in", "objectKey=same");

    assertThat(call("content", Map.of())).isNotEqualTo(call("content", Map.of()));
    assertThat(house.keys()).hasSize(2).contains("same");
  }

  /** Some consumers find in the headers of the message what they let go of. */
  @Test
  void a_consumer_gets_its_own_message_back_and_a_caller_the_answer() throws Exception {
    house.fromEndpoint("in", "direct:in");
    Map<String, Object> seen = new HashMap<>();
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      CamelContext context = run.runner.context();
      try (ProducerTemplate template = context.createProducerTemplate()) {
        template.send(
            "direct:in",
            exchange -> {
              exchange.getMessage().setBody("content");
              exchange.getMessage().setHeader("Receipt", "handle");
              exchange
                  .getExchangeExtension()
                  .addOnCompletion(
                      new org.apache.camel.support.SynchronizationAdapter() {
                        @Override
                        public void onComplete(org.apache.camel.Exchange done) {
                          seen.putAll(done.getMessage().getHeaders());
                          seen.put("body", done.getMessage().getBody());
                          seen.put("receipt", Slots.RECEIPT.in(done).isPresent());
                        }
                      });
            });
      }
    }
    assertThat(seen)
        .containsEntry("Receipt", "handle")
        .containsEntry("body", "content")
        .containsEntry("receipt", true);
  }

  @Test
  void a_store_that_is_away_for_too_long_fails_the_exchange() {
    house.fromEndpoint("in", "direct:in", "attempts=2");
    house.s3().setFaults((asked, headers) -> puts(asked.operation()));

    assertThatThrownBy(() -> call("content", Map.of())).isInstanceOf(CamelExecutionException.class);
  }

  private static Fault puts(String operation) {
    return operation.equals("PutObject") ? new Fault.Fail(503, "SlowDown") : Fault.none();
  }

  @Test
  void a_missing_component_is_told_at_the_start_with_the_way_to_add_it() {
    house.fromEndpoint("mail", "imaps://user@mail.example.com?password=RAW(s3cr&t)");
    house.toEndpoint("out", "nosuch:thing");

    assertThatThrownBy(() -> house.once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'imaps', which is not here: put camel-mail-")
        .hasMessageContaining("lib/ext")
        .hasMessageContaining("'nosuch'")
        .hasMessageNotContaining("s3cr");
  }

  @Test
  void a_wrong_option_and_no_uri_are_told_without_secrets() {
    house.fromEndpoint("in", "file:" + in("drop") + "?pasword=hunter2&delay=100");
    assertThatThrownBy(() -> house.once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("pasword")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void what_is_no_uri_is_told() throws IOException {
    house.fromEndpoint("in", "nothing");
    assertThatThrownBy(() -> house.once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is no URI of an endpoint");
  }

  @Test
  void a_source_that_is_out_of_reach_is_said_once_and_holds_no_single_run() throws IOException {
    Path missing = in("missing");
    house.fromEndpoint(
        "in",
        "file:"
            + missing
            + "?directoryMustExist=true&startingDirectoryMustExist=false&autoCreate=false&delay=20");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      FlowSummary done = house.once();

      assertThat(done.allWell()).isFalse();
      assertThat(log.lines().stream().filter(line -> line.contains("can't look at"))).hasSize(1);
    }
  }

  @Test
  void a_flow_that_polls_goes_on_until_it_is_stopped() throws IOException {
    house.fromEndpoint("in", "file:" + in("drop") + "?delete=true&delay=20&initialDelay=0");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      drop("drop", "a.txt", "one");
      await().atMost(PATIENCE).until(() -> house.keys().size() == 1);
      drop("drop", "b.txt", "two");
      await().atMost(PATIENCE).until(() -> house.keys().size() == 2);
    }
  }
}
