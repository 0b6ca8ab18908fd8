package org.saddlebag.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.StoreError;

/** When a flow counts as out of reach, and when no more. */
class FlowLedgerTest {

  private final FlowLedger ledger = new FlowLedger();

  private void goesBack(boolean passing) {
    SaddlebagException why = new StoreUnavailable(StoreError.TIMED_OUT, "no answer", passing, null);
    for (int i = 0; i < 3; i++) {
      ledger.begins("orders");
      ledger.wentBack("orders", "ID:1", 1, why);
    }
    assertThat(ledger.figures("orders").outOfReach()).isTrue();
  }

  @Test
  void a_store_that_answers_again_is_no_obstacle_any_more() {
    goesBack(true);

    ledger.answered("orders");

    assertThat(ledger.figures("orders").outOfReach()).isFalse();
    assertThat(ledger.figures("orders").lastTrouble()).isNull();
  }

  @Test
  void an_answer_mends_nothing_that_lasts() {
    goesBack(false);

    ledger.answered("orders");

    assertThat(ledger.figures("orders").outOfReach()).isTrue();
  }

  @Test
  void a_queue_that_can_be_asked_again_is_within_reach() {
    for (int i = 0; i < 3; i++) {
      ledger.pollFailed("orders");
    }
    assertThat(ledger.figures("orders").outOfReach()).isTrue();

    ledger.reached("orders");

    assertThat(ledger.figures("orders").outOfReach()).isFalse();
  }

  /** As a partition that others have now, or that was mended while the flow ran. */
  @Test
  void a_part_that_goes_on_is_no_obstacle_any_more() {
    SaddlebagException why = new StoreUnavailable(StoreError.TIMED_OUT, "no answer", false, null);
    ledger.halts("orders", "orders/1", why);
    ledger.halts("orders", "orders/2", why);
    assertThat(ledger.figures("orders").outOfReach()).isTrue();

    ledger.goesOn("orders", "orders/1");
    ledger.goesOn("orders", "orders/3");
    assertThat(ledger.figures("orders").outOfReach()).isTrue();
    ledger.goesOn("orders", "orders/2");

    assertThat(ledger.figures("orders").outOfReach()).isFalse();
    assertThat(ledger.figures("orders").lastTrouble()).isNull();
  }
}
