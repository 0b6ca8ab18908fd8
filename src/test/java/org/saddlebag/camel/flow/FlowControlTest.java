package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A store that is slow makes what brings the work slow, and nothing piles up. */
class FlowControlTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARALLEL = 3;
  private static final int FILES = 20;

  @Test
  void a_directory_has_no_more_under_way_than_its_places() throws IOException {
    for (int i = 0; i < FILES; i++) {
      house.drop("f" + i, "content");
    }
    house.in("in", "parallel=" + PARALLEL, "delay=20");
    SlowStore store = new SlowStore(house);
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      for (int i = 0; i < FILES - PARALLEL; i++) {
        store.awaitAsked(PARALLEL);
        // What the threads work on, and three times as much that is ready or waits for its end.
        assertThat(run.runner.figures("in").inFlight()).isLessThanOrEqualTo(4 * PARALLEL);
        store.answer(1);
      }
      store.answer(PARALLEL);
      await().atMost(PATIENCE).until(() -> run.runner.summary().delivered() == FILES);
    }
    assertThat(store.most()).isEqualTo(PARALLEL);
    assertThat(house.keys()).hasSize(FILES);
  }

  @Test
  void what_is_under_way_ends_within_the_stop_timeout() throws Exception {
    house.drop("file", "content");
    house.in("in", "delay=20");
    SlowStore store = new SlowStore(house);
    FlowHouse.Run run = house.open();
    run.runner.start();
    store.awaitAsked(1);
    Thread stopping = new Thread(run.runner::stop);
    stopping.start();
    await().atMost(PATIENCE).until(() -> run.runner.context() == null || stopping.isAlive());

    store.answer(1);
    stopping.join(PATIENCE.toMillis());

    assertThat(stopping.isAlive()).isFalse();
    assertThat(run.runner.summary().delivered()).isEqualTo(1);
    run.close();
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys(".done/file");
  }

  @Test
  void what_does_not_end_in_time_is_left_and_done_at_the_next_start() throws IOException {
    house.drop("file", "content");
    house.in("in", "delay=20");
    SlowStore store = new SlowStore(house);
    try (FlowHouse.Run run = house.open(FlowHouse.keyring(), null, Duration.ofSeconds(1))) {
      run.runner.start();
      store.awaitAsked(1);
      assertThat(run.runner.stop().delivered()).isZero();
    } finally {
      store.answer(100);
    }
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("file");

    assertThat(house.once().delivered()).isEqualTo(1);
    assertThat(house.keys()).containsExactly("file");
  }
}
