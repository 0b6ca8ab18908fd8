package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.local.wire.Fault;

/** Objects go to any endpoint of Camel. */
class HandOverTest extends FlowTest {

  /** What a route of the user's own behind {@code bean:target} sees. */
  private final List<Map<String, Object>> seen = Collections.synchronizedList(new ArrayList<>());

  private void seal(String name, String content) throws IOException {
    house.without().in("in", "objectKey=out/{path}");
    house.drop(name, content);
    house.once();
    house.without();
  }

  private Path target() {
    return folder.resolve("target");
  }

  private FlowSummary once(Processor processor) {
    try (FlowHouse.Run run = house.open()) {
      run.runner.bind("target", processor);
      return run.runner.runOnce();
    }
  }

  private void see(Exchange exchange) {
    Map<String, Object> all = new HashMap<>(exchange.getMessage().getHeaders());
    all.put("body", exchange.getMessage().getBody(String.class));
    seen.add(all);
  }

  @Test
  void verified_content_goes_to_camels_file_producer_once_and_is_remembered() throws IOException {
    seal("a/b.txt", "content");
    house.toEndpoint("out", "file:" + target(), "prefix=out/");

    FlowSummary first = house.once();
    FlowSummary second = house.once();

    assertThat(first.delivered()).isEqualTo(1);
    assertThat(second.delivered()).isZero();
    assertThat(FlowHouse.tree(target())).containsExactly(Map.entry("a/b.txt", "content"));
  }

  @Test
  void a_large_object_is_handed_over_from_its_spool() throws IOException {
    String large = "0123456789".repeat(300_000);
    seal("large", large);
    house.toEndpoint("out", "file:" + target(), "after=delete");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(FlowHouse.tree(target())).containsExactly(Map.entry("out/large", large));
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void a_target_sees_the_content_a_safe_name_and_chosen_metadata_alone() throws IOException {
    Map<String, String> metadata = new HashMap<>();
    Hostile.headers()
        .forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), (String) value));
    metadata.keySet().removeIf(name -> name.startsWith("x-amz-"));
    metadata.put("order-id", "7");
    house.putUnsealed("out/${sys.user.name}.txt", "content", metadata);
    house.toEndpoint(
        "out", "bean:target", "prefix=out/", "unsealed=pass", "metadata=order-id,absent");

    assertThat(once(this::see).delivered()).isEqualTo(1);

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0))
        .containsOnlyKeys(
            "CamelFileName", "SaddlebagFlow", "SaddlebagDeliveryId", "order-id", "body")
        .containsEntry("CamelFileName", "${sys.user.name}.txt")
        .containsEntry("SaddlebagFlow", "out")
        .containsEntry("order-id", "7")
        .containsEntry("body", "content");
  }

  @Test
  void no_key_makes_a_name_that_leads_out() {
    List<String> keys = List.of("out/../../x", "out//x", "out/a\\..\\x", "out/a/./x", "out/x\ty");
    keys.forEach(key -> house.putUnsealed(key, "content"));
    house.toEndpoint("out", "file:" + target(), "prefix=out/", "unsealed=pass");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isZero();
    assertThat(done.failed()).isEqualTo(keys.size());
    assertThat(target()).doesNotExist();
    assertThat(house.keys()).hasSize(keys.size());
  }

  @Test
  void a_damaged_object_is_never_handed_over() throws IOException {
    seal("a.txt", "content");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetObject") ? new Fault.FlipBody(2) : Fault.none());
    house.toEndpoint("out", "bean:target");

    FlowSummary done = once(this::see);

    assertThat(done.failed()).isEqualTo(1);
    assertThat(seen).isEmpty();
    assertThat(house.keys()).containsExactly("out/a.txt");
  }

  /** Half of it was read when it failed; the next attempt begins with the object itself. */
  @Test
  void an_attempt_that_failed_is_repeated_from_the_object() throws IOException {
    seal("a.txt", "the whole content");
    house.toEndpoint("out", "bean:target", "after=delete");
    AtomicInteger attempts = new AtomicInteger();
    long gets = house.s3().requests().count("GetObject");

    FlowSummary done =
        once(
            exchange -> {
              if (attempts.getAndIncrement() == 0) {
                exchange.getMessage().getBody(java.io.InputStream.class).readNBytes(5);
                throw new IllegalStateException("on purpose");
              }
              see(exchange);
            });

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(seen.get(0)).containsEntry("body", "the whole content");
    assertThat(house.s3().requests().count("GetObject")).isEqualTo(gets + 2);
    assertThat(house.keys()).isEmpty();
  }

  @Test
  void a_target_that_says_no_has_its_object_parked_with_the_reason() throws IOException {
    seal("a.txt", "content");
    house.toEndpoint("out", "bean:target", "attempts=2", "after=delete");

    FlowSummary done =
        once(
            exchange -> {
              throw new IllegalArgumentException("no such customer");
            });

    assertThat(done.failed()).isEqualTo(1);
    assertThat(house.keys()).containsExactly("out/a.txt");
    assertThat(FlowHouse.tree(house.state().resolve("failed")).values())
        .anyMatch(text -> text.contains("target-refused") && text.contains("no such customer"));
  }

  @Test
  void a_target_out_of_reach_has_nothing_parked() throws IOException {
    seal("a.txt", "content");
    house.toEndpoint("out", "bean:target", "attempts=2", "after=delete");

    FlowSummary done =
        once(
            exchange -> {
              throw new ConnectException("connection refused");
            });

    assertThat(done.failed()).isZero();
    assertThat(done.allWell()).isFalse();
    assertThat(house.keys()).containsExactly("out/a.txt");
    assertThat(FlowHouse.tree(house.state().resolve("failed"))).isEmpty();
  }

  @Test
  void a_route_of_the_users_own_may_fail_and_is_called_again() throws IOException {
    seal("a.txt", "content");
    house
        .toEndpoint("out", "direct:mine", "attempts=3")
        .declare(
            """
            - route:
                id: mine
                from:
                  uri: direct:mine
                  steps:
                    - to: bean:target
            """);
    AtomicInteger attempts = new AtomicInteger();

    FlowSummary done =
        once(
            exchange -> {
              if (attempts.getAndIncrement() < 2) {
                throw new IllegalStateException("on purpose");
              }
              see(exchange);
            });

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(attempts).hasValue(3);
    assertThat(seen.get(0)).containsEntry("body", "content");
  }

  @Test
  void secrets_of_a_uri_stay_out_of_the_log() throws IOException {
    seal("a.txt", "content");
    Path properties = folder.resolve("application.properties");
    Files.writeString(properties, "where=" + target() + "\npart=s3cr3t\n");
    house.toEndpoint("out", "file:{{where}}?tempPrefix=RAW({{part}})&fileExist=Fail", "attempts=1");
    Files.createDirectories(target().resolve("out"));
    Files.writeString(target().resolve("out/a.txt"), "taken");
    try (CapturedLog log = new CapturedLog("", Level.INFO);
        FlowHouse.Run run = house.open(FlowHouse.keyring(), properties, Duration.ofSeconds(5))) {
      assertThat(run.runner.runOnce().failed()).isEqualTo(1);
      assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("s3cr3t"));
    }
    assertThat(FlowHouse.tree(house.state().resolve("failed")).values())
        .noneMatch(text -> text.contains("s3cr3t"));
  }
}
