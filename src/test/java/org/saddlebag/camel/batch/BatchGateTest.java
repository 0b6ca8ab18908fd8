package org.saddlebag.camel.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowLedger;

class BatchGateTest {

  private final FlowLedger ledger = new FlowLedger();
  private final AtomicBoolean trouble = new AtomicBoolean();
  private final AtomicLong nanoTime = new AtomicLong();
  private final BatchGate gate = new BatchGate("orders", trouble::get, ledger, nanoTime::get);

  /** As consumers do, who ask again and again. */
  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      assertThat(gate.isShut()).isEqualTo(trouble.get());
      nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    assertThat(gate.isShut()).isEqualTo(trouble.get());
  }

  private boolean outOfReach() {
    return ledger.figures("orders").outOfReach();
  }

  @Test
  void a_database_that_starts_anew_is_waited_for_each_time() {
    for (int times = 0; times < 3; times++) {
      trouble.set(true);
      pass(10);
      assertThat(outOfReach()).isFalse();
      trouble.set(false);
      pass(1);
    }
  }

  @Test
  void one_that_stays_away_is_out_of_reach_until_it_comes() {
    trouble.set(true);
    pass(15);
    assertThat(outOfReach()).isTrue();

    trouble.set(false);
    pass(1);
    assertThat(outOfReach()).isFalse();
  }
}
