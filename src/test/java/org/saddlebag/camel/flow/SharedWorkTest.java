package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.camel.Lanes;
import org.saddlebag.claims.Claims;
import org.saddlebag.claims.Work;
import org.saddlebag.local.wire.Fault;

/** One of several nodes lists, and all take what it has found. */
class SharedWorkTest extends SharedCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARALLEL = 2;

  private final List<FlowHouse.Run> runs = new ArrayList<>();

  @AfterEach
  void stop() {
    List.copyOf(runs).forEach(this::stop);
  }

  private void stop(FlowHouse.Run run) {
    runs.remove(run);
    run.close();
  }

  private FlowHouse.Run start(String node) {
    FlowHouse.Run run =
        house.openNode(
            node,
            switch (node) {
              case "first" -> first;
              case "second" -> second;
              default -> claims(node);
            });
    runs.add(run);
    run.runner.start();
    return run;
  }

  private void back() {
    house.back("back", "shared=true", "unsealed=pass", "delay=100", "parallel=" + PARALLEL);
  }

  private void put(int from, int to) {
    for (int i = from; i < to; i++) {
      house.putUnsealed("o-" + i, "content " + i);
    }
  }

  /** No request of this kind is answered before so many are there at once. */
  private CountDownLatch meetAt(String operation, int requests) {
    CountDownLatch missing = new CountDownLatch(requests);
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals(operation)) {
                missing.countDown();
                awaitAll(missing);
              }
              return Fault.none();
            });
    return missing;
  }

  private static void awaitAll(CountDownLatch missing) {
    try {
      boolean unused = missing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long delivered(List<FlowHouse.Run> runs) {
    return runs.stream().mapToLong(each -> each.runner.summary().delivered()).sum();
  }

  /** So many requests at once are more than two nodes can make. */
  @Test
  void of_three_nodes_one_lists_the_prefix_and_all_fetch_its_objects() throws IOException {
    int objects = 40;
    back();
    CountDownLatch missing = meetAt("GetObject", 3 * PARALLEL);
    List.of("first", "second", "third").forEach(this::start);
    put(0, objects);

    await().atMost(PATIENCE).until(() -> delivered(runs) == objects);

    assertThat(missing.getCount()).isZero();
    assertThat(leader()).isNotNull();
    stop();
    assertThat(house.s3().requests().count("ListObjectsV2"))
        .as("each listing was the leader's")
        .isLessThanOrEqualTo(Long.parseLong(ask("SELECT begun FROM saddlebag_listings")));
    assertThat(FlowHouse.tree(house.outbox())).hasSize(objects);
    assertThat(ask("SELECT COUNT(*) FROM saddlebag_work")).isEqualTo("0");
    assertThat(leader()).isNull();
  }

  @Test
  void all_nodes_send_the_files_that_one_has_found() throws IOException {
    int files = 40;
    house.in("in", "shared=true", "delay=100", "parallel=" + PARALLEL);
    CountDownLatch missing = meetAt("PutObject", 3 * PARALLEL);
    for (int i = 0; i < files; i++) {
      house.drop("folder " + i % 3 + "/file-" + i, "content " + i);
    }
    List.of("first", "second", "third").forEach(this::start);

    await().atMost(PATIENCE).until(() -> delivered(runs) == files);

    assertThat(missing.getCount()).isZero();
    assertThat(house.keys()).hasSize(files);
    assertThat(receipts("first", "second", "third")).hasSize(files).doesNotHaveDuplicates();
  }

  @Test
  void who_is_paused_or_stops_or_dies_leads_no_more() throws Exception {
    back();
    FlowHouse.Run paused = start("first");
    await().atMost(PATIENCE).until(() -> "first".equals(leader()));
    FlowHouse.Run stopped = start("second");

    ServiceHelper.suspendService(paused.runner.context().getRoute("back").getConsumer());
    await().atMost(PATIENCE).until(() -> "second".equals(leader()));
    put(0, 3);
    await().atMost(PATIENCE).until(() -> stopped.runner.summary().delivered() == 3);

    ServiceHelper.resumeService(paused.runner.context().getRoute("back").getConsumer());
    stop(stopped);
    await().atMost(PATIENCE).until(() -> "first".equals(leader()));
    put(3, 6);
    await().atMost(PATIENCE).until(() -> paused.runner.summary().delivered() == 3);

    stop(paused);
    Claims dead = claims("dead");
    assertThat(dead.work("back", Lanes.LARGE_BYTES).lead()).isTrue();
    dead.close();
    FlowHouse.Run last = start("third");
    put(6, 9);
    letTimePass();
    await().atMost(PATIENCE).until(() -> last.runner.summary().delivered() == 3);
    stop();
    assertThat(FlowHouse.tree(house.outbox())).hasSize(9);
  }

  @Test
  void a_run_once_beside_a_leader_ends_when_nothing_is_left() throws IOException {
    int files = 20;
    house.in("in", "shared=true", "delay=100", "parallel=" + PARALLEL);
    FlowHouse.Run leads = start("first");
    await().atMost(PATIENCE).until(() -> "first".equals(leader()));
    for (int i = 0; i < files; i++) {
      house.drop("file-" + i, "content " + i);
    }

    FlowSummary once = once("second", second);

    await()
        .atMost(PATIENCE)
        .until(() -> leads.runner.summary().delivered() + once.delivered() == files);
    assertThat(once.allWell()).isTrue();
    assertThat(leader()).isEqualTo("first");
    assertThat(FlowHouse.tree(house.inbox().resolve(".done"))).hasSize(files);
  }

  /** Whoever may write the table may not have other files sent than those that are watched. */
  @Test
  void a_hint_is_looked_at_with_the_nodes_own_eyes() throws IOException {
    house.in("in", "shared=true", "exclude=*.tmp");
    Files.writeString(house.inbox().resolveSibling("outside"), "secret");
    house.drop("a", "1");
    house.drop("b.tmp", "1");
    once("first", first);
    List<Work> hints = new ArrayList<>();
    for (String name :
        List.of("../outside", ".done/a", "x/../../outside", "b.tmp", "gone", "", "/etc/hostname")) {
      hints.add(new Work(name, 1, ""));
    }
    claims("stranger").work("in", Lanes.LARGE_BYTES).feed(hints, Work::name);

    FlowSummary summary = once("first", first);

    assertThat(summary.delivered() + summary.failed()).isZero();
    assertThat(ask("SELECT COUNT(*) FROM saddlebag_work")).isEqualTo("0");
    assertThat(house.keys()).containsExactly("a");
    house.drop("gone", "and back");
    assertThat(once("second", second).delivered()).isEqualTo(1);
    assertThat(house.keys()).containsExactly("a", "gone");
  }

  /** A name may be another file's by the time that a hint at it is taken. */
  @Test
  void what_is_not_as_it_was_found_waits_for_the_next_listing() throws IOException {
    house.in("in", "shared=true", "delay=100", "doneFile={name}.done");
    List<Work> hints = new ArrayList<>();
    for (String name : List.of("changed", "unmarked", "whole")) {
      Path file = house.drop(name, "content");
      String modified = String.valueOf(Files.getLastModifiedTime(file).toMillis());
      hints.add(new Work(name, name.equals("changed") ? 3 : 7, modified));
    }
    house.drop("changed.done", "");
    house.drop("whole.done", "");
    Claims lists = claims("lists");
    assertThat(lists.work("in", Lanes.LARGE_BYTES).lead()).isTrue();
    lists.work("in", Lanes.LARGE_BYTES).feed(hints, Work::name);

    FlowHouse.Run takes = start("first");
    await().atMost(PATIENCE).until(() -> takes.runner.summary().delivered() > 0);
    stop(takes);

    assertThat(house.keys()).containsExactly("whole");
    assertThat(ask("SELECT COUNT(*) FROM saddlebag_work")).isEqualTo("0");
  }

  /** What waits for its lane waits as what it is, and small ones are not taken to wait with it. */
  @Test
  void a_link_is_as_large_as_what_it_leads_to() throws IOException {
    house.in("in", "shared=true", "delay=100", "parallel=2");
    Path large = house.drop(".store/large", "x".repeat((int) Lanes.LARGE_BYTES));
    for (int i = 0; i < 2; i++) {
      Files.createSymbolicLink(house.inbox().resolve("large-" + i), large);
      house.drop("small-" + i, "content " + i);
    }
    CountDownLatch mayPut = new CountDownLatch(1);
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (String.valueOf(call.key()).startsWith("large")) {
                awaitAll(mayPut);
              }
              return Fault.none();
            });

    FlowHouse.Run run = start("first");
    await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 2);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ask("SELECT COUNT(*) FROM saddlebag_work WHERE size = " + Lanes.LARGE_BYTES)
                    .equals("1"));
    mayPut.countDown();
    await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == 4);

    assertThat(house.keys()).containsExactly("large-0", "large-1", "small-0", "small-1");
  }

  /** One is found a look later than the other; no look finds neither to be new. */
  @Test
  void a_run_once_ends_while_another_node_has_files_in_hand() throws Exception {
    house.in("in", "shared=true", "delay=1000");
    house.drop("a", "1");
    Claims busy = claims("busy");
    busy.of("in", false).take("a", "whatever");
    busy.of("in", false).take("b", "whatever");

    CompletableFuture<FlowSummary> once = CompletableFuture.supplyAsync(() -> once("first", first));
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(PATIENCE)
        .until(() -> ask("SELECT MAX(begun) FROM saddlebag_listings") != null);
    house.drop("b", "1");

    FlowSummary summary = once.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(summary.delivered() + summary.failed()).isZero();
  }

  /** They go on as their lane gets free, and small ones do not wait for them. */
  @Test
  void large_files_are_shared_too() throws IOException {
    house.in("in", "shared=true", "parallel=2");
    String large = "x".repeat((int) Lanes.LARGE_BYTES);
    for (int i = 0; i < 5; i++) {
      house.drop("large-" + i, large);
      house.drop("small-" + i, "content " + i);
    }

    assertThat(once("first", first).delivered()).isEqualTo(10);

    assertThat(house.keys()).hasSize(10);
    assertThat(ask("SELECT COUNT(*) FROM saddlebag_work")).isEqualTo("0");
  }
}
