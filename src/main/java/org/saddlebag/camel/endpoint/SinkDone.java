package org.saddlebag.camel.endpoint;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.Slot;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.Receipt;

/**
 * Ends a Kamelet that seals: the route goes on with the message that it had, and with a stream that
 * can be read again where its own was used up.
 */
public final class SinkDone implements Processor, CamelContextAware {

  private CamelContext context;
  private FlowLedger ledger;
  private DeliveryState state;

  @Override
  public void process(Exchange exchange) {
    SinkIntake.Taken taken = SinkIntake.TAKEN.of(exchange);
    Receipt receipt = Slots.RECEIPT.of(exchange);
    ledger.begins(receipt.flow());
    ledger.delivered(receipt.flow(), receipt);
    Slot.closeWhenDone(exchange, () -> state.journal().released(receipt.delivery()));
    Message message = taken.message();
    message.setBody(
        taken.content().spooled() == null
            ? taken.body()
            : new SpooledStream(taken.content().spooled()));
    exchange.setMessage(message);
    exchange.setProperty(Slots.FLOW.name(), taken.flowOrNull());
    exchange.removeProperty(SinkIntake.TAKEN.name());
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.ledger = CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class);
    this.state = CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
  }
}
