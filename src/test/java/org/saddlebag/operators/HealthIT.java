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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.keys.NewKeystore;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.TestBroker;

/** Health while the store goes and comes back, and of a flow that sees nothing. */
class HealthIT extends InstalledCase {

  private Path inbox;
  private Process run;

  @BeforeEach
  void prepare() throws IOException {
    inbox = Files.createDirectories(folder.resolve("inbox"));
    Files.writeString(
        saddlebag.settings(),
        "camel.management.enabled=true\ncamel.management.port=0\nsaddlebag.s3.attempts=1\n",
        StandardOpenOption.APPEND);
    flow("attempts", "2", "retryDelay", "50");
  }

  private void flow(String... more) throws IOException {
    List<String> parameters =
        new ArrayList<>(List.of("directory", inbox.toString(), "bucket", BUCKET, "key", "archive"));
    parameters.addAll(List.of(more));
    saddlebag.flows(
        Installation.flow("directory-to-s3", "books", parameters.toArray(String[]::new)));
  }

  @AfterEach
  void stop() throws InterruptedException {
    run.destroy();
    run.waitFor();
  }

  @Test
  void aSharedFlowWaitsForItsDatabaseAndSaysSo() throws Exception {
    Files.writeString(
        saddlebag.settings(),
        "saddlebag.database.url=jdbc:postgresql://127.0.0.1:1/nobody\n",
        StandardOpenOption.APPEND);
    flow("shared", "true", "delay", "100");
    Path file = Files.writeString(inbox.resolve("a.txt"), "content");
    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> management.get(READY).body().contains("database-unreachable: database"));

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> management.get(READY).body().contains("out-of-reach: its directory"));
    assertThat(management.status(READY)).isEqualTo(503);
    assertThat(management.status(LIVE)).isEqualTo(200);
    assertThat(file).exists();
    assertThat(run.isAlive()).isTrue();
  }

  @Test
  void aStoreThatIsGoneShowsUntilItIsBackWithoutAnyNewFile() throws Exception {
    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 200);
    assertThat(json(management, LIVE).get("status").asText()).isEqualTo("UP");
    assertThat(json(management, HEALTH + "?exposureLevel=full").findValuesAsText("name"))
        .contains("flow-books", "store", "state-folder", "audit-trail");

    cloud.s3().setFaults((call, headers) -> new Fault.Reset(0));
    Files.writeString(inbox.resolve("a.txt"), "a");
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 503);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(inbox.resolve(".failed").resolve("a.txt")));
    JsonNode ready = json(management, READY);
    assertThat(ready.get("status").asText()).isEqualTo("DOWN");
    assertThat(ready.toString())
        .contains("unreachable")
        .doesNotContain(new String(Installation.PASSWORD))
        .doesNotContain(cloud.s3().secretKey());
    assertThat(management.status(LIVE)).isEqualTo(200);
    assertThat(management.status(HEALTH)).isEqualTo(503);

    cloud.s3().setFaults((call, headers) -> Fault.none());
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 200);
    assertThat(management.status(HEALTH)).isEqualTo(200);
  }

  @Test
  void aStoreThatIsGoneAtTheStartShowsUntilItIsBack() throws Exception {
    cloud.s3().setFaults((call, headers) -> new Fault.Reset(0));
    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> json(management, LIVE).get("status").asText().equals("UP"));
    assertThat(json(management, READY).toString()).contains("store", "unreachable");
    cloud.s3().setFaults((call, headers) -> Fault.none());
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 200);
  }

  @Test
  void wrongCredentialsStayUntilADeliveryWorks() throws Exception {
    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 200);
    cloud.s3().setFaults((call, headers) -> new Fault.Fail(403, "AccessDenied"));
    Files.writeString(inbox.resolve("a.txt"), "a");
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 503);
    assertThat(json(management, READY).toString()).contains("flow-books", "access-denied");

    cloud.s3().setFaults((call, headers) -> Fault.none());
    Files.writeString(inbox.resolve("b.txt"), "b");
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 200);
  }

  @Test
  void aFailureOfOneFileAloneLeavesTheFlowReady() throws Exception {
    flow("collision", "refuse");
    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);
    Files.writeString(inbox.resolve("a.txt"), "a");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(inbox.resolve(".done").resolve("a.txt")));
    Files.writeString(inbox.resolve("a.txt"), "a");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(inbox.resolve(".failed").resolve("a.txt")));
    assertThat(management.status(READY)).isEqualTo(200);
    assertThat(management.status(HEALTH)).isEqualTo(200);
  }

  @Test
  void aSilentFlowIsAnAlarmButReady() throws Exception {
    flow("alarmAfter", "100ms");
    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(HEALTH) == 503);
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 200);
    assertThat(management.status(LIVE)).isEqualTo(200);
    assertThat(json(management, HEALTH).toString()).contains("silence-books", "flow-silent");
    assertThat(management.metrics()).containsEntry("saddlebag_flow_silent{flow=\"books\"}", 1.0);
    assertThat(saddlebag.log()).containsOnlyOnce("books: has seen nothing since ");
  }

  private static final String HEALTH = "/observe/health";
  private static final String LIVE = HEALTH + "/live";
  private static final String READY = HEALTH + "/ready";

  private static JsonNode json(Management management, String path) throws Exception {
    return new ObjectMapper().readTree(management.get(path).body());
  }

  @Test
  void anObjectUnderAnotherKeyLeavesTheFlowReady() throws Exception {
    Path foreign = Files.writeString(folder.resolve("foreign.txt"), "foreign");
    String bucket = "s3://" + BUCKET + "/in/";
    assertThat(saddlebag.run("seal", foreign.toString(), bucket, "--key", "archive").exitCode())
        .isZero();
    Files.delete(saddlebag.keystore());
    NewKeystore.create(saddlebag.keystore(), "archive", Installation.PASSWORD.clone());
    saddlebag.flows(
        Installation.flow(
            "s3-to-directory",
            "back",
            "directory",
            inbox.toString(),
            "bucket",
            BUCKET,
            "prefix",
            "in/"));

    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> saddlebag.log().contains("back: failed s3://" + BUCKET));

    assertThat(management.status(READY)).isEqualTo(200);
  }

  @Test
  void aKeyServiceThatIsGoneIsNamedBeforeTheQueue() throws Exception {
    try (TestBroker broker = TestBroker.notYet(folder.resolve("broker")).maxDeliveries(-1).up()) {
      Files.writeString(
          saddlebag.settings(),
          "saddlebag.kms.attempts=1\nsaddlebag.brokers.events.uri=%s\nsaddlebag.brokers.events.user=%s\nsaddlebag.brokers.events.password=env:BROKER_PASSWORD\n"
              .formatted(broker.uri(), TestBroker.USER),
          StandardOpenOption.APPEND);
      saddlebag.variable("BROKER_PASSWORD", TestBroker.PASSWORD);
      saddlebag.flows(
          Installation.flow(
              "jms-to-s3",
              "books",
              "broker",
              "events",
              "queue",
              TestBroker.QUEUE,
              "bucket",
              BUCKET,
              "key",
              "orders",
              "attempts",
              "1"));
      cloud.kms().setFaults((call, headers) -> new Fault.Reset(0));
      run = saddlebag.start("run");
      Management management = Management.of(saddlebag);
      broker.send(TestBroker.text("later"));
      await().atMost(Duration.ofMinutes(1)).until(() -> went(3));
      assertThat(json(management, READY).toString())
          .contains("flow-books", "kms-unreachable")
          .doesNotContain("out-of-reach");

      cloud.kms().setFaults((call, headers) -> Fault.none());
      await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 200);
      await().atMost(Duration.ofMinutes(1)).until(() -> broker.count(TestBroker.QUEUE) == 0);
    }
  }

  private boolean went(int times) throws IOException {
    return saddlebag.log().split("went back after", -1).length > times;
  }
}
