package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.delivery.PausedFlows;

/** Flows that an operator pauses, and lets go on. */
class PauseTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Path other;

  private void pause(String flow) {
    assertThat(new PausedFlows(house.state()).pause(flow, Instant.now())).isTrue();
  }

  private void resume(String flow) {
    assertThat(new PausedFlows(house.state()).resume(flow)).isTrue();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
  }

  /** A second flow shows that time has passed for all of them. */
  private void witness() throws IOException {
    other = Files.createDirectories(folder.resolve("witness"));
    house.in("witness", "directory=" + other, "objectKey=witness/{path}", "delay=50");
  }

  private void letTimePass() throws IOException {
    for (int i = 0; i < 2; i++) {
      String name = "w" + Files.list(folder).count() + "-" + System.nanoTime();
      Files.writeString(other.resolve(name), "x");
      until(() -> house.keys().contains("witness/" + name));
    }
  }

  @Test
  void a_paused_directory_waits_and_goes_on() throws IOException {
    witness();
    house.in("in", "delay=50");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      house.drop("first", "1");
      until(() -> house.keys().contains("first"));

      pause("in");
      until(() -> run.runner.paused().contains("in"));
      house.drop("second", "2");
      letTimePass();

      assertThat(house.keys()).doesNotContain("second");
      resume("in");
      until(() -> house.keys().contains("second"));
      assertThat(run.runner.paused()).isEmpty();
      assertThat(log.lines().stream().filter(line -> line.startsWith("in: paused"))).hasSize(1);
    }
  }

  @Test
  void a_pause_outlives_the_process_and_ends_in_the_next() throws IOException {
    witness();
    house.in("in", "delay=50");
    house.drop("file", "1");
    pause("in");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      letTimePass();
      assertThat(house.keys()).doesNotContain("file");
      assertThat(run.runner.paused()).containsExactly("in");
      resume("in");
      until(() -> house.keys().contains("file"));
      pause("in");
      until(() -> run.runner.paused().contains("in"));
      house.drop("next", "2");
      letTimePass();
      assertThat(house.keys()).doesNotContain("next");
    }
  }

  @Test
  void a_single_run_leaves_a_paused_flow_alone_and_says_so() throws IOException {
    house.in("in");
    house.drop("file", "1");
    pause("in");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      FlowSummary done = house.once();

      assertThat(done.allWell()).isTrue();
      assertThat(done.delivered()).isZero();
      assertThat(log.lines()).anyMatch(line -> line.startsWith("in: is paused"));
    }
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("file");
  }

  @Test
  void what_is_under_way_is_delivered() throws IOException {
    house.in("in", "delay=50", "parallel=2");
    SlowStore store = new SlowStore(house);
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      house.drop("under-way", "1");
      store.awaitAsked(1);

      pause("in");
      until(() -> run.runner.paused().contains("in"));
      store.answer(1);

      until(() -> run.runner.summary().delivered() == 1);
    }
    assertThat(house.keys()).containsExactly("under-way");
  }

  @Test
  void a_paused_prefix_waits_and_goes_on() throws IOException {
    witness();
    house.back("back", "prefix=back/", "unsealed=pass", "delay=50");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      pause("back");
      until(() -> run.runner.paused().contains("back"));
      house.putUnsealed("back/a.txt", "1");
      letTimePass();
      assertThat(FlowHouse.tree(house.outbox())).doesNotContainKey("a.txt");
      resume("back");
      until(() -> FlowHouse.tree(house.outbox()).containsKey("a.txt"));
    }
  }

  @Test
  void a_paused_endpoint_waits_and_goes_on() throws IOException {
    witness();
    Path drop = Files.createDirectories(folder.resolve("drop"));
    house.fromEndpoint(
        "any", "file:" + drop + "?delete=true&delay=50&initialDelay=0", "objectKey={path}");
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      pause("any");
      until(() -> run.runner.paused().contains("any"));
      Files.writeString(drop.resolve("a.txt"), "1");
      letTimePass();
      assertThat(house.keys()).doesNotContain("a.txt");
      resume("any");
      until(() -> house.keys().contains("a.txt"));
    }
  }

  @Test
  void pausing_twice_and_resuming_what_goes_changes_nothing() {
    PausedFlows flows = new PausedFlows(house.state());
    assertThat(flows.all()).isEmpty();
    assertThat(flows.resume("in")).isFalse();
    assertThat(flows.pause("in", Instant.now())).isTrue();
    assertThat(flows.pause("in", Instant.now())).isFalse();
    assertThat(flows.all()).isEqualTo(java.util.Set.of("in"));
    assertThat(flows.resume("in")).isTrue();
    assertThat(List.copyOf(flows.all())).isEmpty();
  }
}
