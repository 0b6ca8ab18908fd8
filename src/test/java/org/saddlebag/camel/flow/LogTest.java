package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.BacklogTracer;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.keys.GeneratedDataKey;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.MasterKey;
import org.saddlebag.keys.UnwrappedDataKey;
import org.saddlebag.local.wire.Fault;

/** What the log says, and what it never says. */
class LogTest extends FlowTest {

  private static final String SECRET = "attack at dawn, by the river";

  @Test
  void one_line_for_each_delivery_and_a_summary() throws IOException {
    house.drop("a.txt", "1");
    house.drop("b.txt", "22");

    List<String> lines;
    try (CapturedLog log = new CapturedLog("org.saddlebag", Level.INFO)) {
      house.in("in").back("back").once();
      lines = log.lines();
    }

    assertThat(lines).hasSize(6);
    assertThat(lines.get(0)).contains("in (directory-to-s3)", "back (s3-to-directory)");
    assertThat(lines.subList(1, 5))
        .anyMatch(line -> line.startsWith("in: delivered b.txt (2 B) to s3://acme-archive/b.txt"))
        .anyMatch(line -> line.startsWith("back: delivered s3://acme-archive/b.txt"));
    assertThat(lines.get(5)).contains("in: 2 delivered, 0 failed");
  }

  @Test
  void a_start_that_failed_sums_nothing_up() {
    try (CapturedLog log = new CapturedLog("org.saddlebag", Level.INFO)) {
      house.in("in", "directory=/no/such/place");
      assertThatThrownBy(house::once).isInstanceOf(Refused.class);
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void a_failure_says_what_where_and_how_to_mend_it_without_a_stack_trace() throws IOException {
    house.drop("a.txt", SECRET);
    house.s3().setFaults((call, headers) -> new Fault.Fail(403, "AccessDenied"));

    List<String> lines;
    try (CapturedLog log = new CapturedLog("", Level.WARN)) {
      house.in("in").once();
      lines = log.lines();
    }

    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("in: failed a.txt after 1 attempt: access-denied:")
                    && line.contains("[Grant "));
    assertThat(lines).noneMatch(line -> line.contains("\n")).noneMatch(l -> l.contains(SECRET));
  }

  @Test
  void neither_content_nor_data_keys_are_ever_logged_even_with_all_of_camels_tracing_on()
      throws IOException {
    house.drop("a.txt", SECRET);
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.attempt() == 1 && (call.operation().matches("PutObject|GetObject"))
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());
    Path loud =
        Files.writeString(
            folder.resolve("loud.properties"),
            """
            camel.main.tracing=true
            camel.main.tracingTemplates=true
            camel.trace.enabled=true
            camel.trace.traceTemplates=true
            camel.trace.bodyIncludeFiles=true
            camel.trace.bodyIncludeStreams=true
            camel.trace.includeExchangeProperties=true
            camel.main.messageHistory=true
            camel.main.logExhaustedMessageBody=true
            camel.main.logDebugMaxChars=100000
            """);
    RecordingKey key = new RecordingKey(FlowHouse.masterKey());
    house.in("in").back("back");

    List<String> lines;
    try (CapturedLog log = new CapturedLog("", Level.TRACE);
        FlowHouse.Run run = house.open(new Keyring(List.of(key)), loud, Duration.ofSeconds(20))) {
      BacklogTracerProbe tracer = new BacklogTracerProbe();
      run.runner.bind("probe", tracer);
      assertThat(run.runner.runOnce().allWell()).isTrue();
      lines = new ArrayList<>(log.lines());
      lines.addAll(tracer.events);
    }

    assertThat(FlowHouse.tree(house.outbox())).containsEntry("a.txt", SECRET);
    assertThat(key.seen).hasSize(3);
    assertThat(lines).hasSizeGreaterThan(1000);
    assertThat(lines)
        .anyMatch(line -> line.contains("BodyType: org.saddlebag.envelope.SealedContent"))
        .anyMatch(line -> line.contains("\"type\": \"org.saddlebag.envelope.OpeningKey\""))
        .noneMatch(line -> line.contains(SECRET) || key.seen.stream().anyMatch(line::contains));
  }

  /** Reads what Camel's backlog tracer has kept in memory for consoles and JMX. */
  private static final class BacklogTracerProbe extends LifecycleStrategySupport {
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void onContextStopping(CamelContext context) {
      context
          .getCamelContextExtension()
          .getContextPlugin(BacklogTracer.class)
          .dumpAllTracedMessages()
          .forEach(event -> events.add(event.toJSon(0)));
    }
  }

  /** Lets a test know the data keys, in the forms in which they could be printed. */
  private record RecordingKey(MasterKey key, List<String> seen) implements MasterKey {

    RecordingKey(MasterKey key) {
      this(key, new CopyOnWriteArrayList<>());
    }

    private void see(byte[] bytes) {
      String hex = HexFormat.of().formatHex(bytes);
      String base64 = Base64.getEncoder().encodeToString(bytes);
      assertThat(hex).isNotEqualTo(base64);
      seen.add(base64);
    }

    @Override
    public String name() {
      return key.name();
    }

    @Override
    public GeneratedDataKey generate(AlgorithmSuite suite, Map<String, String> context) {
      GeneratedDataKey made = key.generate(suite, context);
      see(made.plaintext().exposeBytes());
      return made;
    }

    @Override
    public Match match(EncryptedDataKey wrapped) {
      return key.match(wrapped);
    }

    @Override
    public UnwrappedDataKey unwrap(
        EncryptedDataKey wrapped, AlgorithmSuite suite, Map<String, String> context) {
      UnwrappedDataKey opened = key.unwrap(wrapped, suite, context);
      see(opened.plaintext().exposeBytes());
      return opened;
    }
  }
}
