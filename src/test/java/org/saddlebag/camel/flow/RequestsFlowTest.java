package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Objects come when they are asked for. */
class RequestsFlowTest extends FlowTest {

  private static final String REPLIES = "replies";

  private final TestSqs sqs = TestSqs.notYet();

  @BeforeEach
  void up() {
    house.sqs(sqs.up().endpoint());
    sqs.create(REPLIES, Map.of());
  }

  @AfterEach
  void stop() {
    // A server that stops waits for the answers that our clients wait for.
    house.close();
    sqs.close();
  }

  private void flow(String... parameters) {
    house.flow(
        "restore",
        "requests-to-directory",
        parameters,
        "queue=" + TestSqs.QUEUE,
        "replies=" + REPLIES,
        "bucket=" + FlowHouse.BUCKET,
        "prefix=out/",
        "directory=" + house.outbox(),
        "unsealed=pass",
        "parallel=2",
        "visibilityTimeout=2",
        "restoreDelay=1",
        "retryDelay=20");
  }

  /** The replies by their ids. */
  private Map<String, JsonNode> replies() throws IOException {
    Map<String, JsonNode> all = new TreeMap<>();
    for (var message : sqs.take(REPLIES)) {
      JsonNode reply = new ObjectMapper().readTree(message.body());
      assertThat(all.put(reply.get("id").asText(), reply)).as("a second reply").isNull();
    }
    return all;
  }

  private static String outcome(JsonNode reply) {
    return reply.get("outcome").asText() + " " + reply.get("delivered").asInt();
  }

  private int waiting() {
    return sqs.count(TestSqs.QUEUE);
  }

  @Test
  void what_is_asked_for_is_delivered_and_answered() throws Exception {
    house.putUnsealed("out/a.txt", "a");
    house.putUnsealed("out/sub/b.txt", "b");
    house.putUnsealed("out/sub/c.txt", "c");
    house.putUnsealed("out/sub/", "");
    flow();
    String evil = "../../evil-${sys.java.version}";
    sqs.send(
        "{\"id\":\"one\",\"key\":\"out/a.txt\"}",
        "CamelFileName",
        evil,
        "CamelAwsS3Key",
        evil,
        "CamelAwsS3BucketName",
        evil,
        "CamelSplitComplete",
        evil,
        "bucket",
        evil);
    sqs.send("{\"id\":\"many\",\"prefix\":\"out/sub/\",\"to\":\"case 7/x\"}");

    FlowSummary done = house.once();

    assertThat(done.allWell()).isTrue();
    assertThat(done.delivered()).isEqualTo(3);
    assertThat(FlowHouse.tree(house.outbox()))
        .containsOnly(
            Map.entry("a.txt", "a"),
            Map.entry("case 7/x/sub/b.txt", "b"),
            Map.entry("case 7/x/sub/c.txt", "c"));
    Map<String, JsonNode> replies = replies();
    assertThat(outcome(replies.get("one"))).isEqualTo("delivered 1");
    assertThat(outcome(replies.get("many"))).isEqualTo("delivered 2");
    assertThat(replies.get("many").get("objects").toString())
        .isEqualTo(
            "[{\"key\":\"out/sub/b.txt\",\"file\":\"case 7/x/sub/b.txt\",\"bytes\":1},"
                + "{\"key\":\"out/sub/c.txt\",\"file\":\"case 7/x/sub/c.txt\",\"bytes\":1}]");
    assertThat(waiting()).isZero();
  }

  @Test
  void sealed_objects_and_older_versions_come_too() throws Exception {
    try (S3Client client = LocalClients.of(house.s3())) {
      client.putBucketVersioning(
          put ->
              put.bucket(FlowHouse.BUCKET)
                  .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }
    house.drop("a", "first");
    house.in("in", "objectKey=out/{path}", "collision=overwrite").once();
    String first = house.head("out/a").address().versionId();
    house.drop("a", "second");
    house.once();
    house.without();
    flow();
    sqs.send(
        "{\"id\":\"old\",\"key\":\"out/a\",\"versionId\":\"%s\",\"to\":\"old\"}".formatted(first));
    sqs.send("{\"id\":\"new\",\"key\":\"out/a\"}");

    assertThat(house.once().delivered()).isEqualTo(2);

    assertThat(FlowHouse.tree(house.outbox()))
        .containsOnly(Map.entry("a", "second"), Map.entry("old/a", "first"));
    assertThat(replies()).containsOnlyKeys("old", "new");
  }

  @Test
  void what_the_flow_does_not_give_out_is_refused_with_the_reason() throws Exception {
    house.putUnsealed("secret", "s");
    house.putUnsealed("out/a", "a");
    flow();
    sqs.send("{\"id\":\"bucket\",\"bucket\":\"acme-other\",\"key\":\"out/a\"}");
    sqs.send("{\"id\":\"prefix\",\"key\":\"secret\"}");
    sqs.send("{\"id\":\"to\",\"key\":\"out/a\",\"to\":\"../..\"}");
    sqs.send("{\"id\":\"field\",\"key\":\"out/a\",\"replyTo\":\"orders-dead\"}");
    sqs.send("{\"id\":\"none\",\"prefix\":\"out/nothing\"}");
    String nothing = sqs.send("bring me everything");

    FlowSummary done = house.once();

    assertThat(done.failed()).isEqualTo(6);
    assertThat(FlowHouse.tree(house.outbox())).isEmpty();
    Map<String, JsonNode> replies = replies();
    assertThat(replies).containsOnlyKeys("bucket", "prefix", "to", "field", "none", nothing);
    assertThat(replies.values()).allMatch(reply -> outcome(reply).equals("refused 0"));
    assertThat(replies.get("bucket").get("code").asText()).isEqualTo("request-forbidden");
    assertThat(replies.get("bucket").get("reason").asText()).contains("acme-other");
    assertThat(replies.get("none").get("code").asText()).isEqualTo("request-finds-nothing");
    assertThat(replies.get(nothing).get("code").asText()).isEqualTo("request-unreadable");
    assertThat(waiting()).isZero();
  }

  @Test
  void a_reply_names_each_object_that_failed() throws Exception {
    house.drop("good", "g");
    house.in("in", "objectKey=out/{path}").once();
    house.without();
    house.putUnsealed("out/nobody sealed it", "x");
    house.putUnsealed("out/../../leads out", "x");
    flow("unsealed=refuse");
    sqs.send("{\"id\":\"some\",\"prefix\":\"out/\"}");
    sqs.send("{\"id\":\"gone\",\"key\":\"out/gone\"}");

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("good");
    Map<String, JsonNode> replies = replies();
    assertThat(outcome(replies.get("some"))).isEqualTo("partly 1");
    JsonNode failed = replies.get("some").get("failures");
    assertThat(failed.findValuesAsText("key"))
        .containsExactly("out/../../leads out", "out/nobody sealed it");
    assertThat(failed.findValuesAsText("code")).containsExactly("not-sealed", "not-sealed");
    assertThat(failed.get(0).get("reason").asText()).isNotBlank();
    assertThat(outcome(replies.get("gone"))).isEqualTo("failed 0");
    assertThat(replies.get("gone").get("failures").get(0).get("code").asText())
        .isEqualTo("no-such-object");
    assertThat(waiting()).isZero();
  }

  @Test
  void names_that_lead_out_are_failures_of_their_objects() throws Exception {
    List<String> names = List.of("../../escaped", "a/../../x", ".saddlebag/x", "a\nb");
    for (String name : names) {
      house.putUnsealed("out/" + name, "evil");
    }
    house.putUnsealed("out/good", "g");
    flow();
    sqs.send("{\"id\":\"r\",\"prefix\":\"out/\",\"to\":\"x\"}");
    sqs.send("{\"id\":\"own\",\"key\":\"out/good\",\"to\":\".saddlebag\"}");

    house.once();

    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("x/good", "x/.saddlebag/x");
    Map<String, JsonNode> replies = replies();
    assertThat(outcome(replies.get("r"))).isEqualTo("partly 2");
    assertThat(replies.get("r").get("failures").findValuesAsText("code"))
        .containsOnly("bad-output-name")
        .hasSize(3);
    assertThat(replies.get("own").get("failures").findValuesAsText("code"))
        .containsExactly("bad-output-name");
    assertThat(waiting()).isZero();
  }

  @Test
  void a_request_that_is_in_hand_is_not_begun_again() throws Exception {
    house.putUnsealed("out/a", "a");
    flow();
    CountDownLatch fetching = new CountDownLatch(1);
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("GetObject")) {
                boolean unused = hold(fetching);
              }
              return Fault.none();
            });
    try (FlowHouse.Run run = house.open();
        CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      run.runner.start();
      sqs.send("{\"id\":\"r\",\"key\":\"out/a\"}");
      sqs.send("{\"id\":\"r\",\"key\":\"out/a\"}");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> log.lines().stream().anyMatch(line -> line.contains("it is in hand")));
      fetching.countDown();
      await().atMost(Duration.ofMinutes(1)).until(() -> waiting() == 0);
    }
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("a");
    assertThat(sqs.take(REPLIES)).hasSize(2);
    assertThat(house.s3().requests().count("GetObject")).isEqualTo(1);
  }

  @Test
  void the_objects_of_a_request_come_side_by_side() {
    int objects = 4;
    for (int i = 0; i < objects; i++) {
      house.putUnsealed("out/" + i, "x");
    }
    flow("parallelObjects=" + objects);
    CountDownLatch together = new CountDownLatch(objects);
    List<String> alone = new CopyOnWriteArrayList<>();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("GetObject")) {
                together.countDown();
                if (!hold(together)) {
                  alone.add(call.key());
                }
              }
              return Fault.none();
            });
    sqs.send("{\"id\":\"r\",\"prefix\":\"out/\"}");

    assertThat(house.once().delivered()).isEqualTo(objects);

    assertThat(alone).isEmpty();
  }

  @Test
  void a_small_request_does_not_wait_for_a_large_one() throws Exception {
    for (int i = 0; i < 9; i++) {
      house.putUnsealed("out/large/" + i, "x");
    }
    house.putUnsealed("out/small", "x");
    flow("parallelObjects=1");
    CountDownLatch both = new CountDownLatch(1);
    List<String> order = new CopyOnWriteArrayList<>();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("GetObject")) {
                order.add(call.key());
                boolean unused = hold(both);
                // Long enough for the small one to take its turn, however slow its way there.
                return new Fault.Delay(Duration.ofMillis(500), Fault.none());
              }
              return Fault.none();
            });
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      sqs.send("{\"id\":\"large\",\"prefix\":\"out/large/\"}");
      await().atMost(Duration.ofMinutes(1)).until(() -> order.size() == 1);
      sqs.send("{\"id\":\"small\",\"key\":\"out/small\"}");
      // The look at it is the last thing before its turn.
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> house.s3().requests().count("HeadObject") >= 1);
      TimeUnit.MILLISECONDS.sleep(200);
      both.countDown();
      await().atMost(Duration.ofMinutes(1)).until(() -> waiting() == 0);
    }
    assertThat(order.indexOf("out/small")).isBetween(1, 4);
  }

  private static boolean hold(CountDownLatch until) {
    try {
      return until.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void a_request_that_comes_twice_is_worked_off_once() throws Exception {
    house.putUnsealed("out/a", "a");
    flow();
    sqs.send("{\"id\":\"r\",\"key\":\"out/a\"}");
    house.once();
    assertThat(outcome(replies().get("r"))).isEqualTo("delivered 1");
    sqs.send("{\"id\":\"r\",\"key\":\"out/a\"}");
    sqs.send("{\"id\":\"other\",\"key\":\"out/a\",\"to\":\"again\"}");

    untilAnswered();

    assertThat(house.s3().requests().count("GetObject")).isEqualTo(2);
    assertThat(replies()).containsOnlyKeys("r", "other");
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("a", "again/a");
  }

  @Test
  void archived_objects_are_restored_first_and_waited_for_across_restarts() throws Exception {
    putArchived("GLACIER");
    putArchived("DEEP_ARCHIVE");
    house.putUnsealed("out/ready", "r");
    house.s3().restoringTakes(Duration.ofHours(12));
    flow("restoreTier=bulk", "restoreDays=2");
    sqs.send("{\"id\":\"r\",\"prefix\":\"out/\"}");
    for (int process = 1; process <= 2; process++) {
      long looks = house.s3().requests().count("HeadObject");
      try (FlowHouse.Run run = house.open()) {
        run.runner.start();
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> house.s3().requests().count("HeadObject") >= looks + 4);
        assertThat(run.runner.summary().failed()).isZero();
      }
    }
    assertThat(house.s3().requests().count("RestoreObject")).isEqualTo(2);
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("ready");
    assertThat(replies()).isEmpty();

    house.s3().restoringTakes(Duration.ZERO);
    untilAnswered();

    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("ready", "GLACIER", "DEEP_ARCHIVE");
    JsonNode reply = replies().get("r");
    assertThat(outcome(reply)).isEqualTo("delivered 3");
    assertThat(reply.get("objects").findValuesAsText("file"))
        .as("what came before the restarts, too")
        .containsExactlyInAnyOrder("ready", "GLACIER", "DEEP_ARCHIVE");
    assertThat(house.s3().requests().count("RestoreObject")).isEqualTo(2);
  }

  @Test
  void a_run_that_ends_leaves_behind_what_waits() {
    putArchived("GLACIER");
    house.s3().restoringTakes(Duration.ofHours(12));
    flow("restoreDelay=3600");
    sqs.send("{\"key\":\"out/GLACIER\"}");

    FlowSummary done = house.once();

    assertThat(done.outOfReach()).containsExactly("restore");
    assertThat(done.failed()).isZero();
    assertThat(waiting()).isEqualTo(1);
  }

  private void putArchived(String storageClass) {
    try (S3Client client = LocalClients.of(house.s3())) {
      client.putObject(
          put -> put.bucket(FlowHouse.BUCKET).key("out/" + storageClass).storageClass(storageClass),
          RequestBody.fromString(storageClass));
    }
  }

  /** Each run is a new process, as far as the flow can tell. */
  private void untilAnswered() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              house.once();
              return waiting() == 0;
            });
  }

  @Test
  void while_the_store_is_away_a_request_waits() throws Exception {
    house.putUnsealed("out/a", "a");
    flow("attempts=2");
    sqs.send("{\"id\":\"r\",\"key\":\"out/a\"}");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetObject")
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());

    FlowSummary away = house.once();

    assertThat(away.delivered()).isZero();
    assertThat(away.failed()).isZero();
    assertThat(waiting()).isEqualTo(1);
    assertThat(replies()).isEmpty();
    house.s3().setFaults((call, headers) -> Fault.none());
    untilAnswered();
    assertThat(outcome(replies().get("r"))).isEqualTo("delivered 1");
  }

  @Test
  void without_a_reply_queue_what_fails_is_left_to_the_redrive_policy() throws Exception {
    sqs.redriveAfter(2);
    flow("replies=", "visibilityTimeout=1", "restoreDelay=3600", "restoreTier=expedited");
    house.putUnsealed("out/a", "a");
    sqs.send("{\"key\":\"out/a\"}");
    String refused = "{\"key\":\"elsewhere\"}";
    sqs.send(refused);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              house.once();
              return sqs.count(TestSqs.DEAD_LETTERS) == 1;
            });
    assertThat(sqs.take(TestSqs.DEAD_LETTERS).get(0).body()).isEqualTo(refused);
    assertThat(waiting()).isZero();
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("a");
  }

  @Test
  void what_does_not_fit_is_told_at_the_start() throws Exception {
    flow("restoreTier=slow", "restoreDelay=36001", "maxObjects=0", "replies=a/b");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("4 problems")
        .hasMessageContaining("restoreTier 'slow' must be one of [expedited, standard, bulk]");
    house.without();
    flow("replies=" + TestSqs.QUEUE);
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("has its own queue for its replies");
    house.without();
    flow("replies=nowhere");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("could not find SQS queue 'nowhere'");
    house.without();
    sqs.redriveAfter(12);
    flow("restoreDelay=3600");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("gives out a request 12 times (maxReceiveCount), the last time after")
        .hasMessageContaining("restoreTier standard can take 43200: Raise maxReceiveCount");
    house.without();
    sqs.redriveAfter(13);
    flow("restoreDelay=3600");
    assertThatCode(house::once).doesNotThrowAnyException();
  }

  @Test
  void expired_credentials_are_no_answer() throws Exception {
    house.putUnsealed("out/a", "a");
    flow();
    sqs.send("{\"id\":\"r\",\"key\":\"out/a\"}");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("HeadObject") || call.operation().equals("GetObject")
                    ? new Fault.Fail(400, "ExpiredToken")
                    : Fault.none());

    FlowSummary expired = house.once();

    assertThat(expired.failed()).isZero();
    assertThat(waiting()).isEqualTo(1);
    house.s3().setFaults((call, headers) -> Fault.none());
    untilAnswered();
    assertThat(outcome(replies().get("r"))).isEqualTo("delivered 1");
  }

  @Test
  void an_object_that_the_store_has_no_answer_for_keeps_no_other_back() throws Exception {
    house.putUnsealed("out/a", "a");
    house.putUnsealed("out/b", "b");
    flow("attempts=1");
    sqs.send("{\"id\":\"r\",\"prefix\":\"out/\"}");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetObject") && call.key().equals("out/a")
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("b");
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void where_the_store_has_no_capacity_to_restore_the_request_is_put_off() {
    putArchived("GLACIER");
    house.putUnsealed("out/ready", "r");
    flow("attempts=1", "restoreDelay=3600", "restoreTier=expedited");
    sqs.send("{\"id\":\"r\",\"prefix\":\"out/\"}");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("RestoreObject")
                    ? new Fault.Fail(503, "GlacierExpeditedRetrievalNotAvailable")
                    : Fault.none());

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(1);
    assertThat(done.failed()).isZero();
    assertThat(sqs.take(TestSqs.QUEUE)).as("visible before an hour is over").isEmpty();
    assertThat(waiting()).isEqualTo(1);
  }
}
