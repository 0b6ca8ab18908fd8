package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.S3Events;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects that S3 tells of in an SQS queue. */
class EventsFlowTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestSqs sqs = TestSqs.notYet();

  @BeforeEach
  void name() {
    house.sqs(sqs.endpoint());
  }

  /** A server that stops waits for the answers that our clients wait for. */
  @AfterEach
  void stop() {
    house.close();
    sqs.close();
  }

  private void flow(String... parameters) {
    String[] all = new String[parameters.length + 5];
    System.arraycopy(parameters, 0, all, 5, parameters.length);
    all[0] = "events=" + TestSqs.QUEUE;
    all[1] = "prefix=out/";
    all[2] = "unsealed=pass";
    all[3] = "parallel=4";
    all[4] = "delay=100";
    house.back("back", all);
  }

  private void up() {
    sqs.up();
    sqs.redriveAfter(100);
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
  }

  /** A run that has listed its prefix once, and finds nothing by listing any more. */
  private FlowHouse.Run listed() {
    FlowHouse.Run run = house.open();
    run.runner.start();
    until(() -> lists() > 0);
    return run;
  }

  private long lists() {
    return house.s3().requests().count("ListObjectsV2");
  }

  private int waiting() {
    return sqs.count(TestSqs.QUEUE);
  }

  /** Puts an object, or replaces it, and gives its entity tag. */
  private String put(String key, String content) {
    try (S3Client client = LocalClients.of(house.s3())) {
      return client
          .putObject(put -> put.bucket(FlowHouse.BUCKET).key(key), RequestBody.fromString(content))
          .eTag()
          .replace("\"", "");
    }
  }

  private static String event(String key, String eTag) {
    return S3Events.created(
        FlowHouse.BUCKET, URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"), eTag);
  }

  @Test
  void what_s3_tells_of_is_delivered_without_listing_whichever_way_it_tells() throws Exception {
    up();
    flow();
    try (FlowHouse.Run run = listed()) {
      sqs.send(S3Events.test(FlowHouse.BUCKET));
      sqs.send(event("out/a b+\u00fc.txt", put("out/a b+\u00fc.txt", "1")));
      sqs.send(S3Events.throughSns(event("out/sns.txt", put("out/sns.txt", "2"))));
      sqs.send(S3Events.ofEventBridge(FlowHouse.BUCKET, "out/c+d.txt", put("out/c+d.txt", "3")));
      put("out/e%f.txt", "4");
      sqs.send(
          S3Events.created(FlowHouse.BUCKET, "out/e%f.txt", null)
              .replace("\"aws:s3\"", "\"ceph:s3\""));
      until(() -> run.runner.summary().delivered() == 4 && waiting() == 0);
      assertThat(run.runner.summary().allWell()).isTrue();
    }
    assertThat(lists()).isEqualTo(1);
    assertThat(FlowHouse.tree(house.outbox()))
        .containsEntry("sns.txt", "2")
        .containsEntry("c+d.txt", "3")
        .containsEntry("e%f.txt", "4")
        .hasSize(4);
  }

  @Test
  void what_no_event_told_of_is_found_by_listing_again() throws Exception {
    up();
    flow("rescan=500ms");
    try (FlowHouse.Run run = listed()) {
      put("out/untold", "1");
      until(() -> run.runner.summary().delivered() == 1);
    }
    assertThat(FlowHouse.tree(house.outbox())).containsEntry("untold", "1");
  }

  @Test
  void double_late_and_disordered_events_deliver_what_is_there_once() throws Exception {
    up();
    flow("visibilityTimeout=2");
    String first = put("out/a", "first");
    try (FlowHouse.Run run = listed()) {
      until(() -> run.runner.summary().delivered() == 1);
      String second = put("out/a", "second");
      for (String eTag : List.of(second, first, second, "0", first)) {
        sqs.send(event("out/a", eTag));
      }
      until(() -> waiting() == 0);
      assertThat(run.runner.summary().delivered()).isEqualTo(2);
    }
    sqs.send(event("out/a", null));
    // What the first run still waited for may have got it, and keeps it for the visibility timeout.
    until(
        () -> {
          assertThat(house.once().delivered()).isZero();
          return waiting() == 0;
        });

    assertThat(FlowHouse.tree(house.outbox()))
        .containsEntry("a", "first")
        .containsEntry("a-1", "second")
        .hasSize(2);
  }

  @Test
  void no_old_content_takes_the_place_of_a_newer_one() throws Exception {
    up();
    flow("collision=overwrite");
    int versions = 30;
    try (FlowHouse.Run run = listed()) {
      for (int i = 1; i <= versions; i++) {
        sqs.send(event("out/a", put("out/a", "content " + i)));
      }
      until(() -> waiting() == 0);
      assertThat(run.runner.summary().failed()).isZero();
      assertThat(run.runner.summary().delivered()).isBetween(1L, (long) versions);
    }
    assertThat(FlowHouse.tree(house.outbox())).containsEntry("a", "content " + versions);
  }

  @Test
  void events_of_another_bucket_and_what_is_no_event_are_told_once_and_not_lost() throws Exception {
    sqs.up();
    sqs.redriveAfter(3);
    flow("visibilityTimeout=1");
    String foreign = S3Events.created("acme-other", "out/a", "e");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = listed()) {
      sqs.send(foreign);
      sqs.send("hello");
      sqs.send(event("out/good", put("out/good", "1")));
      until(() -> sqs.count(TestSqs.DEAD_LETTERS) == 2);
      until(() -> run.runner.summary().delivered() == 1);
      assertThat(run.runner.summary().failed()).isEqualTo(2);
      assertThat(log.said("event-of-other-bucket: an event tells of s3://acme-other/out/a"))
          .isEqualTo(1);
      assertThat(log.said("event-unreadable")).isEqualTo(1);
    }
    assertThat(waiting()).isZero();
    assertThat(sqs.take(TestSqs.DEAD_LETTERS))
        .extracting(message -> message.body())
        .containsExactlyInAnyOrder(foreign, "hello");
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("good");
  }

  @Test
  void what_is_gone_or_lies_elsewhere_in_the_bucket_is_passed_over() throws Exception {
    up();
    flow();
    put("elsewhere/a", "1");
    try (FlowHouse.Run run = listed()) {
      sqs.send(event("elsewhere/a", "e"));
      sqs.send(event("out/gone", "e"));
      sqs.send(event("out/gone", null).replace("ObjectCreated:Put", "ObjectRemoved:Delete"));
      until(() -> waiting() == 0);
      assertThat(run.runner.summary().allWell()).isTrue();
    }
    assertThat(FlowHouse.tree(house.outbox())).isEmpty();
  }

  @Test
  void no_key_in_an_event_leads_out_of_the_directory() throws Exception {
    up();
    flow();
    List<String> evil =
        List.of("out/../../escaped", "out//etc/passwd", "out/.saddlebag/x", "out/a\nb\u0007");
    try (FlowHouse.Run run = listed()) {
      for (String key : evil) {
        sqs.send(event(key, put(key, "evil")));
      }
      sqs.send(event("out/../../not-there", null));
      until(() -> waiting() == 0);
      assertThat(run.runner.summary().failed()).isGreaterThanOrEqualTo(3);
    }
    assertThat(FlowHouse.tree(house.outbox()).keySet()).noneMatch(name -> name.contains("etc"));
    assertThat(folder.resolve("escaped")).doesNotExist();
    assertThat(house.outbox().getParent().getParent().resolve("escaped")).doesNotExist();
  }

  @Test
  void a_failed_delivery_is_parked_and_its_event_let_go() throws Exception {
    up();
    flow("unsealed=refuse");
    try (FlowHouse.Run run = listed()) {
      String eTag = put("out/plain", "nobody sealed it");
      sqs.send(event("out/plain", eTag));
      until(() -> run.runner.summary().failed() == 1 && waiting() == 0);
      sqs.send(event("out/plain", eTag));
      until(() -> waiting() == 0);
      assertThat(run.runner.summary().failed()).isEqualTo(1);
    }
    assertThat(FlowHouse.tree(house.state().resolve("failed")).values())
        .singleElement()
        .asString()
        .contains("s3://" + FlowHouse.BUCKET + "/out/plain");
  }

  @Test
  void while_the_store_is_away_events_wait_in_our_hands() throws Exception {
    up();
    sqs.redriveAfter(1);
    AtomicInteger heads = new AtomicInteger();
    flow("visibilityTimeout=2");
    try (FlowHouse.Run run = listed()) {
      String eTag = put("out/a", "1");
      house
          .s3()
          .setFaults(
              (call, headers) ->
                  call.operation().equals("HeadObject") && heads.incrementAndGet() <= 3
                      ? new Fault.Fail(503, "SlowDown")
                      : Fault.none());
      sqs.send(event("out/a", eTag));
      until(() -> run.runner.summary().delivered() == 1 && waiting() == 0);
    }
    assertThat(sqs.count(TestSqs.DEAD_LETTERS)).isZero();
    assertThat(heads.get()).isGreaterThan(3);
  }

  @Test
  void a_listing_that_fails_is_tried_again_soon() throws Exception {
    up();
    AtomicInteger lists = new AtomicInteger();
    put("out/a", "1");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("ListObjectsV2") && lists.incrementAndGet() <= 2
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());
    flow();
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      until(() -> run.runner.summary().delivered() == 1);
    }
    assertThat(lists).hasValue(3);
  }

  @Test
  void delivered_objects_go_as_they_do_without_events() throws Exception {
    up();
    flow("after=delete");
    try (FlowHouse.Run run = listed()) {
      String eTag = put("out/a", "1");
      sqs.send(event("out/a", eTag));
      until(() -> run.runner.summary().delivered() == 1 && waiting() == 0);
      sqs.send(event("out/a", eTag));
      until(() -> waiting() == 0);
      assertThat(run.runner.summary().allWell()).isTrue();
    }
    assertThat(house.keys()).isEmpty();
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("a");
  }

  @Test
  void work_that_is_done_once_ends_with_an_empty_queue() throws Exception {
    up();
    flow();
    for (int i = 0; i < 12; i++) {
      sqs.send(event("out/" + i, put("out/" + i, "content " + i)));
    }

    FlowSummary done = house.once();

    assertThat(done.delivered()).isEqualTo(12);
    assertThat(done.allWell()).isTrue();
    assertThat(waiting()).isZero();
    assertThat(FlowHouse.tree(house.outbox())).hasSize(12);
  }

  @Test
  void sqs_that_stays_away_hinders_no_listing() throws Exception {
    put("out/a", "1");
    flow();

    FlowSummary done = house.once();

    assertThat(done.outOfReach()).containsExactly("back");
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("a");
  }

  @Test
  void what_does_not_fit_is_told_at_the_start() throws IOException {
    house.back("one", "events=a/b", "rescan=often", "visibilityTimeout=0");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'a/b' is no name of an SQS queue")
        .hasMessageContaining("rescan 'often' is no time span")
        .hasMessageContaining("visibilityTimeout '0' must be a number from 1 to 43200");

    house.without().back("one", "events=orders").back("two", "events=orders");
    house.fromSqs("three");
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("receive from the same queue");

    sqs.up();
    house.without().back("one", "events=nowhere").back("two", "events=" + TestSqs.DEAD_LETTERS);
    assertThatThrownBy(house::once)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("could not find SQS queue 'nowhere'")
        .hasMessageContaining("has no redrive policy");
  }

  /** One large object has a place with two; the others have their keys in hand, set aside. */
  @Test
  void large_objects_that_a_listing_sets_aside_do_not_wait_for_the_next_listing() throws Exception {
    for (int i = 0; i < 4; i++) {
      put("out/large-" + i, "x".repeat(8 << 20));
    }
    up();
    flow("parallel=2", "delay=50");
    try (FlowHouse.Run run = listed()) {
      until(() -> run.runner.summary().delivered() == 4);
      assertThat(lists()).isEqualTo(1);
    }
  }
}
