package org.saddlebag.camel.queue;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.Failpoint;
import org.saddlebag.delivery.MessageBatch;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.SaddlebagException;

/**
 * Counts the end of a message. The commit follows at once; where it does not arrive, the message
 * comes again, and its object is found by its delivery id.
 *
 * @param flow the flow's name
 * @param id the message's id, or words for several messages
 * @param batch several messages, which are remembered until the broker has let go of them; or null
 * @param ledger counts
 * @param state its journal needs to remember the delivery no more
 */
record MessageCompletion(
    String flow, String id, MessageBatch batch, FlowLedger ledger, DeliveryState state)
    implements Synchronization {

  @Override
  public void onComplete(Exchange exchange) {
    Receipt receipt = Slots.RECEIPT.in(exchange).orElse(null);
    if (MessageSlots.DEAD.in(exchange).isPresent()) {
      ledger.failed(flow, printable(), attempts(exchange), MessageSlots.DEAD.of(exchange));
    } else if (receipt != null) {
      if (batch == null) {
        state.journal().released(receipt.delivery());
      } else {
        batch.delivered(receipt);
      }
      ledger.delivered(flow, receipt);
      state.failpoints().pass(Failpoint.BEFORE_ACKNOWLEDGE);
    } else {
      if (batch != null) {
        batch.failed();
      }
      ledger.dropped(flow, printable());
    }
  }

  @Override
  public void onFailure(Exchange exchange) {
    if (batch != null) {
      batch.failed();
    }
    if (Failures.interrupted(exchange)
        || MessageFailures.deliveredBefore(exchange.getException())) {
      ledger.leftAlone(flow, printable());
      return;
    }
    SaddlebagException why = Failures.ours(exchange.getException());
    if (MessageFailures.ofTheMessage(why)) {
      ledger.failed(flow, printable(), attempts(exchange), why);
    } else {
      ledger.wentBack(flow, printable(), attempts(exchange), why);
    }
  }

  private static int attempts(Exchange exchange) {
    return Slots.FAILED_ATTEMPTS.in(exchange).orElse(1);
  }

  private String printable() {
    return OneLine.of(id);
  }
}
