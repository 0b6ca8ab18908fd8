package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.S3Events;
import org.saddlebag.testing.TestSqs;

/** Several nodes on one prefix: each object appears once as a file. */
class SharedPrefixTest extends SharedCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private void putUnsealed(int objects) {
    for (int i = 0; i < objects; i++) {
      house.putUnsealed("o-" + i, "content " + i);
    }
  }

  private void back(String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 2);
    all[more.length] = "shared=true";
    all[more.length + 1] = "unsealed=pass";
    house.back("back", all);
  }

  @Test
  void two_nodes_bring_each_object_back_once() throws IOException {
    putUnsealed(100);
    back("parallel=4");

    CompletableFuture<FlowSummary> other =
        CompletableFuture.supplyAsync(() -> once("second", second));
    FlowSummary one = once("first", first);
    FlowSummary two = other.join();

    assertThat(one.delivered() + two.delivered()).isEqualTo(100);
    assertThat(FlowHouse.tree(house.outbox())).hasSize(100).containsEntry("o-7", "content 7");
  }

  @Test
  void what_one_has_delivered_the_other_leaves_until_it_changes() throws IOException {
    putUnsealed(1);
    back();

    assertThat(once("first", first).delivered()).isEqualTo(1);
    assertThat(once("second", second).delivered()).isZero();
    house.putUnsealed("o-0", "changed");
    assertThat(once("second", second).delivered()).isEqualTo(1);

    assertThat(FlowHouse.tree(house.outbox()))
        .containsEntry("o-0", "content 0")
        .containsEntry("o-0-1", "changed")
        .hasSize(2);
  }

  @Test
  void a_delivered_object_is_deleted_once() throws IOException {
    putUnsealed(3);
    back("after=delete");

    assertThat(once("first", first).delivered()).isEqualTo(3);
    assertThat(once("second", second).delivered()).isZero();

    assertThat(house.keys()).isEmpty();
    assertThat(FlowHouse.tree(house.outbox())).hasSize(3);
  }

  /** The other looks less often than the leader would need to take its offer back. */
  @Test
  void what_the_leader_has_given_up_another_node_tries() throws IOException {
    putUnsealed(1);
    back("attempts=1", "delay=3000");
    house
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetObject")
                    ? new Fault.Fail(503, "SlowDown")
                    : Fault.none());
    assertThat(once("first", first).failed()).isEqualTo(1);
    house.s3().setFaults((call, headers) -> Fault.none());
    long listings = house.s3().requests().count("ListObjectsV2");

    try (FlowHouse.Run leads = house.openNode("first", first)) {
      leads.runner.start();
      await().atMost(PATIENCE).until(() -> house.s3().requests().count("ListObjectsV2") > listings);
      try (FlowHouse.Run follows = house.openNode("second", second)) {
        follows.runner.start();
        await().atMost(PATIENCE).until(() -> follows.runner.summary().delivered() == 1);
      }
      assertThat(leads.runner.summary().delivered() + leads.runner.summary().failed()).isZero();
    }
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("o-0");
  }

  /** The first sleeps while it fetches; the other does all of it. */
  @Test
  void a_node_that_wakes_up_publishes_nothing_that_is_anothers() throws IOException {
    putUnsealed(1);
    back();
    AtomicBoolean slept = new AtomicBoolean();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("GetObject") && slept.compareAndSet(false, true)) {
                letTimePass();
                assertThat(once("second", second).delivered()).isEqualTo(1);
              }
              return Fault.none();
            });

    FlowSummary woken = once("first", first);

    assertThat(slept).isTrue();
    assertThat(woken.delivered() + woken.failed()).isZero();
    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("o-0");
  }

  /** A node died when its file had appeared, and before anybody was told. */
  @Test
  void a_file_that_a_dead_node_has_published_does_not_appear_again() throws IOException {
    putUnsealed(2);
    back();
    claims("dead").of("back", true).take("o-0", "whatever");
    claims("dead").of("back", true).take("o-1", "whatever");
    Files.writeString(house.outbox().resolve("o-0"), "content 0");
    Files.writeString(house.outbox().resolve("o-1"), "something else");
    Files.writeString(house.outbox().resolve("o-1-1"), "content 1");
    letTimePass();

    assertThat(once("first", first).delivered()).isEqualTo(2);

    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("o-0", "o-1", "o-1-1");
  }

  /** The next listing, which would tell so, is an hour away. */
  @Test
  void where_events_tell_the_flow_is_well_again_when_the_database_is() throws Exception {
    try (TestSqs sqs = TestSqs.start()) {
      sqs.redriveAfter(100);
      house.sqs(sqs.endpoint());
      back("events=" + TestSqs.QUEUE, "delay=100");
      try (FlowHouse.Run run = house.openNode("first", first)) {
        run.runner.start();
        await().atMost(PATIENCE).until(() -> house.s3().requests().count("ListObjectsV2") == 1);
        change("ALTER TABLE saddlebag_work ALTER COLUMN size RENAME TO gone");
        await().atMost(PATIENCE).until(() -> !run.runner.summary().allWell());

        change("ALTER TABLE saddlebag_work ALTER COLUMN gone RENAME TO size");

        await().atMost(PATIENCE).until(() -> run.runner.summary().allWell());
      }
      // A server that stops waits for the answers that our clients wait for.
      house.close();
    }
  }

  /** Each event comes twice, so that both nodes hear of most objects. */
  @Test
  void events_that_several_nodes_hear_bring_each_object_back_once() throws Exception {
    int objects = 40;
    try (TestSqs sqs = TestSqs.start()) {
      sqs.redriveAfter(100);
      house.sqs(sqs.endpoint());
      back("events=" + TestSqs.QUEUE, "visibilityTimeout=2", "parallel=4");
      try (FlowHouse.Run one = house.openNode("first", first);
          FlowHouse.Run two = house.openNode("second", second)) {
        one.runner.start();
        two.runner.start();
        await().atMost(PATIENCE).until(() -> house.s3().requests().count("ListObjectsV2") == 1);
        putUnsealed(objects);
        for (int i = 0; i < 2 * objects; i++) {
          sqs.send(S3Events.created(FlowHouse.BUCKET, "o-" + i / 2, null));
        }
        await().atMost(PATIENCE).until(() -> sqs.count(TestSqs.QUEUE) == 0);
        FlowSummary a = one.runner.summary();
        FlowSummary b = two.runner.summary();
        assertThat(a.delivered() + b.delivered()).isEqualTo(objects);
        assertThat(a.allWell() && b.allWell()).isTrue();
      }
      assertThat(sqs.count(TestSqs.DEAD_LETTERS)).isZero();
      assertThat(house.s3().requests().count("ListObjectsV2")).as("one leads").isEqualTo(1);
      // A server that stops waits for the answers that our clients wait for.
      house.close();
    }
    assertThat(FlowHouse.tree(house.outbox())).hasSize(objects).containsEntry("o-7", "content 7");
  }
}
