package org.saddlebag.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;

/**
 * What Prometheus gets after deliveries and failures that are known, and what the dashboard asks.
 */
class MetricsIT extends InstalledCase {

  private static final String CONTENT = "0123456789";

  private Path inbox;
  private Process run;

  @BeforeEach
  void prepare() throws IOException {
    inbox = Files.createDirectories(folder.resolve("inbox"));
    Files.createDirectories(folder.resolve("outbox"));
    Files.writeString(
        saddlebag.settings(),
        "camel.management.enabled=true\ncamel.management.port=0\n",
        StandardOpenOption.APPEND);
    saddlebag.flows(
        Installation.flow(
            "directory-to-s3",
            "books",
            "directory",
            inbox.toString(),
            "bucket",
            BUCKET,
            "key",
            "orders",
            "collision",
            "refuse",
            "retryDelay",
            "50"),
        Installation.flow(
            "s3-to-directory",
            "films",
            "directory",
            folder.resolve("outbox").toString(),
            "bucket",
            BUCKET));
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (run != null) {
      run.destroy();
      run.waitFor();
    }
  }

  @Test
  void everyMetricCountsWhatHappenedAndTheDashboardNamesNoOther() throws Exception {
    AtomicInteger refusals = new AtomicInteger(2);
    cloud
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("PutObject") && refusals.getAndDecrement() > 0
                    ? new Fault.Reset(0)
                    : Fault.none());
    drop("a.txt");
    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);
    await().atMost(Duration.ofMinutes(1)).until(() -> delivered(management, "films") == 1);
    drop("b.txt");
    drop("c.txt");
    await().atMost(Duration.ofMinutes(1)).until(() -> delivered(management, "films") == 3);
    drop("a.txt");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> deliveries(management, "books", "failed") == 1);

    Map<String, Double> metrics = management.metrics();
    assertThat(metrics)
        .containsEntry("saddlebag_deliveries_total{flow=\"books\",outcome=\"delivered\"}", 3.0)
        .containsEntry("saddlebag_deliveries_total{flow=\"books\",outcome=\"failed\"}", 1.0)
        .containsEntry("saddlebag_deliveries_total{flow=\"films\",outcome=\"delivered\"}", 3.0)
        .containsEntry("saddlebag_deliveries_total{flow=\"films\",outcome=\"failed\"}", 0.0)
        .containsEntry("saddlebag_delivered_bytes_total{flow=\"books\"}", 30.0)
        .containsEntry("saddlebag_delivered_bytes_total{flow=\"films\"}", 30.0)
        .containsEntry("saddlebag_deliveries_in_flight{flow=\"books\"}", 0.0)
        .containsEntry("saddlebag_attempts_retried_total{flow=\"books\"}", 0.0)
        .containsEntry("saddlebag_flow_silent{flow=\"books\"}", 0.0)
        .containsEntry("saddlebag_flow_paused{flow=\"books\"}", 0.0)
        .containsEntry("saddlebag_flow_out_of_reach{flow=\"films\"}", 0.0)
        .containsEntry("saddlebag_service_retries_total{service=\"s3\"}", 2.0)
        .containsEntry("saddlebag_part_buffer_used_bytes", 0.0)
        .containsEntry("saddlebag_part_buffer_waiting", 0.0)
        .containsEntry("saddlebag_audit_lines_total", 10.0);
    assertThat(metrics.get("saddlebag_part_buffer_capacity_bytes")).isPositive();
    assertThat(metrics.get("saddlebag_last_success_timestamp_seconds{flow=\"books\"}"))
        .isGreaterThan(1.7e9);
    assertThat(call(metrics, "s3", "PutObject", "done")).isEqualTo(3);
    assertThat(call(metrics, "kms", "GenerateDataKey", "done")).isGreaterThanOrEqualTo(3);
    assertThat(call(metrics, "kms", "Decrypt", "done")).isEqualTo(3);
    assertThat(metrics.keySet())
        .anyMatch(name -> name.startsWith("saddlebag_service_call_seconds_bucket{le="))
        .noneMatch(name -> name.contains(".txt"));

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> management.metrics().containsKey("saddlebag_files_waiting{flow=\"books\"}"));
    Set<String> served = names(management.metrics());
    assertThat(dashboard()).isSubsetOf(served);
    served.removeIf(name -> !name.startsWith("saddlebag_") || name.endsWith("_max"));
    assertThat(served).isSubsetOf(dashboard());
  }

  @Test
  void whatWaitsIsCountedWithItsAge() throws Exception {
    cloud.s3().setFaults((call, headers) -> new Fault.Reset(0));
    drop("a.txt");
    drop("b.txt");
    drop("half.part");
    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(management.metrics())
                    .containsEntry("saddlebag_files_waiting{flow=\"books\"}", 2.0));
    assertThat(management.metrics().get("saddlebag_oldest_waiting_seconds{flow=\"books\"}"))
        .isPositive();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> management.metrics().get("saddlebag_attempts_retried_total{flow=\"books\"}") > 0);
    cloud.s3().setFaults((call, headers) -> Fault.none());
    await().atMost(Duration.ofMinutes(1)).until(() -> delivered(management, "books") == 2);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(management.metrics())
                    .containsEntry("saddlebag_files_waiting{flow=\"books\"}", 0.0)
                    .containsEntry("saddlebag_oldest_waiting_seconds{flow=\"books\"}", 0.0));
  }

  private static double delivered(Management management, String flow) throws Exception {
    return deliveries(management, flow, "delivered");
  }

  private static double deliveries(Management management, String flow, String outcome)
      throws Exception {
    return management
        .metrics()
        .get("saddlebag_deliveries_total{flow=\"%s\",outcome=\"%s\"}".formatted(flow, outcome));
  }

  private static double call(
      Map<String, Double> metrics, String service, String operation, String outcome) {
    return metrics.get(
        "saddlebag_service_call_seconds_count{operation=\"%s\",outcome=\"%s\",service=\"%s\"}"
            .formatted(operation, outcome, service));
  }

  private static Set<String> names(Map<String, Double> metrics) {
    Set<String> names = new TreeSet<>();
    metrics.keySet().forEach(sample -> names.add(sample.replaceFirst("\\{.*", "")));
    return names;
  }

  /** Every metric that the dashboard's queries name. */
  private static Set<String> dashboard() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(Path.of("docker", "grafana-dashboard.json").toFile());
    Set<String> names = new TreeSet<>();
    Pattern name = Pattern.compile("(?:saddlebag|jvm)_[a-z_]+");
    dashboard
        .findValuesAsText("expr")
        .forEach(query -> name.matcher(query).results().forEach(hit -> names.add(hit.group())));
    dashboard
        .findValuesAsText("definition")
        .forEach(query -> name.matcher(query).results().forEach(hit -> names.add(hit.group())));
    assertThat(names).hasSizeGreaterThan(15);
    return names;
  }

  private void drop(String name) throws IOException {
    Files.writeString(inbox.resolve(name), CONTENT);
  }
}
