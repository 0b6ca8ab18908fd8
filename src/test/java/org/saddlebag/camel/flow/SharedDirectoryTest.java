package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.local.wire.Fault;

/** Several nodes on one directory: each file once, whoever stops in the midst of what. */
class SharedDirectoryTest extends SharedCase {

  @Test
  void two_nodes_deliver_each_file_once() throws IOException {
    for (int i = 0; i < 200; i++) {
      house.drop("folder " + i % 7 + "/file-" + i, "content " + i);
    }
    house.in("in", "shared=true", "parallel=4");

    CompletableFuture<FlowSummary> other =
        CompletableFuture.supplyAsync(() -> once("second", second));
    FlowSummary one = once("first", first);
    FlowSummary two = other.join();

    assertThat(house.keys()).hasSize(200).noneMatch(key -> key.matches(".*-[0-9a-f]{8,}"));
    assertThat(one.delivered() + two.delivered()).isEqualTo(200);
    assertThat(receipts("first", "second")).hasSize(200).doesNotHaveDuplicates();
    assertThat(FlowHouse.tree(house.inbox().resolve(".done"))).hasSize(200);
    assertThat(FlowHouse.tree(house.inbox())).hasSize(200);
  }

  @Test
  void what_a_living_node_has_stays_and_what_a_dead_one_had_is_taken_over() throws IOException {
    house.drop("a", "1");
    house.in("in", "shared=true");
    claims("dead").of("in", false).take("a", "whatever");

    assertThat(once("first", first).delivered()).isZero();
    assertThat(house.inbox().resolve("a")).exists();
    letTimePass();

    assertThat(once("first", first).delivered()).isEqualTo(1);
    assertThat(house.keys()).containsExactly("a");
  }

  /** The first sleeps before its put arrives; meanwhile the other does all of it. */
  @ParameterizedTest
  @ValueSource(strings = {"move", "delete", "keep"})
  void a_node_that_wakes_up_before_its_put_leaves_what_is_done(String after) throws IOException {
    house.drop("a", "1");
    house.in("in", "shared=true", "after=" + after);
    sleepAt("PutObject", () -> once("second", second), Fault.none());

    FlowSummary woken = once("first", first);

    assertThat(woken.delivered()).isZero();
    assertThat(woken.failed()).isZero();
    requireOnce("second");
    assertThat(Files.exists(house.inbox().resolve("a"))).isEqualTo(after.equals("keep"));
  }

  /** The first sleeps when the object is there and it has not heard so. */
  @Test
  void a_node_that_wakes_up_behind_its_put_writes_no_second_receipt() throws IOException {
    house.drop("a", "1");
    house.in("in", "shared=true");
    AtomicBoolean lost = new AtomicBoolean();
    AtomicBoolean slept = new AtomicBoolean();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("PutObject") && lost.compareAndSet(false, true)) {
                return new Fault.ResetAfterWork();
              }
              if (call.operation().equals("HeadObject") && slept.compareAndSet(false, true)) {
                letTimePass();
                assertThat(once("second", second).delivered()).isEqualTo(1);
              }
              return Fault.none();
            });

    FlowSummary woken = once("first", first);

    assertThat(slept).isTrue();
    assertThat(woken.delivered()).isZero();
    assertThat(woken.failed()).isZero();
    requireOnce("second");
  }

  /** The first stops when the store has proven the object, and before anything is noted. */
  @ParameterizedTest
  @ValueSource(strings = {"move", "keep"})
  void what_a_stopped_node_has_put_is_found_and_not_sent_again(String after) throws IOException {
    house.drop("a", "1");
    house.in("in", "shared=true", "attempts=1", "after=" + after);
    AtomicInteger puts = new AtomicInteger();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              puts.addAndGet(call.operation().equals("PutObject") ? 1 : 0);
              return Fault.none();
            });
    AtomicBoolean stopped = new AtomicBoolean();
    house.whenStored(
        (receipt, lasting) -> {
          if (stopped.compareAndSet(false, true)) {
            letTimePass();
            assertThat(once("second", second).delivered()).isEqualTo(1);
            throw new IllegalStateException("stopped");
          }
        });

    FlowSummary woken = once("first", first);

    assertThat(woken.failed()).isZero();
    assertThat(puts).hasValue(1);
    requireOnce("second");
  }

  @Test
  void a_file_that_stays_is_delivered_by_one_node_and_remembered_by_all() throws IOException {
    house.drop("a", "1");
    house.in("in", "shared=true", "after=keep");

    assertThat(once("first", first).delivered()).isEqualTo(1);
    assertThat(once("second", second).delivered()).isZero();
    house.drop("a", "changed");
    assertThat(once("second", second).delivered()).isEqualTo(1);
    assertThat(once("first", first).delivered()).isZero();

    assertThat(house.keys()).hasSize(2).contains("a");
  }

  @Test
  void a_file_of_the_same_name_is_another_source() throws IOException {
    house.in("in", "shared=true");
    house.drop("a", "monday");
    once("first", first);
    house.drop("a", "tuesday, longer");
    once("second", second);

    assertThat(house.keys())
        .hasSize(2)
        .contains("a")
        .anyMatch(key -> key.matches("a-[0-9a-f]{12}"));
    assertThat(FlowHouse.tree(house.inbox())).hasSize(2);
  }

  @Test
  void a_failed_file_is_parked_once() throws IOException {
    house.in("in", "shared=true", "collision=refuse");
    house.putUnsealed("a", "taken");
    house.drop("a", "1");

    assertThat(once("first", first).failed()).isEqualTo(1);
    assertThat(once("second", second).failed()).isZero();

    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys(".failed/a", ".failed/a.reason");
  }

  /** The day of a takeover may be another one. */
  @Test
  void the_date_in_the_key_is_that_of_the_content() throws IOException {
    Path file = house.drop("a", "1");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2019-07-08T09:10:11Z")));

    house.in("in", "shared=true", "objectKey={date:yyyy-MM-dd}/{name}");
    once("first", first);

    assertThat(house.keys()).containsExactly("2019-07-08/a");
  }

  @Test
  void a_flow_that_can_not_be_shared_does_not_start() {
    house.in("in", "shared=true");
    assertThatThrownBy(() -> once("first", null))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is shared, but no database is named: set saddlebag.database.url");
  }

  @Test
  void a_write_only_flow_can_not_be_shared() {
    house.in("in", "shared=true", "access=write-only");
    assertThatThrownBy(() -> once("first", first))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is shared and write-only");
  }

  /** The store keeps a taken key from a node that wakes up late only where it is to be kept. */
  @Test
  void a_flow_that_overwrites_can_not_be_shared() {
    house.in("in", "shared=true", "collision=overwrite");
    assertThatThrownBy(() -> once("first", first))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is shared and overwrites");
  }

  /** What is replaced there is a file, just after a question whose it is. */
  @Test
  void a_flow_that_overwrites_files_can_be_shared() throws IOException {
    house.putUnsealed("a", "new");
    Files.writeString(house.outbox().resolve("a"), "old");
    house.back("back", "unsealed=pass", "shared=true", "collision=overwrite");

    assertThat(once("first", first).delivered()).isEqualTo(1);

    assertThat(house.outbox().resolve("a")).hasContent("new");
  }

  private void sleepAt(String operation, Runnable meanwhile, Fault then) {
    AtomicBoolean slept = new AtomicBoolean();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals(operation) && slept.compareAndSet(false, true)) {
                letTimePass();
                meanwhile.run();
                return then;
              }
              return Fault.none();
            });
  }

  private void requireOnce(String node) throws IOException {
    assertThat(house.keys()).containsExactly("a");
    assertThat(receipts(node))
        .containsExactly(house.head("a").metadata().get("saddlebag-delivery"));
    assertThat(receipts("first", "second")).hasSize(1);
    assertThat(FlowHouse.tree(house.inbox())).doesNotContainKey(".failed/a");
  }
}
