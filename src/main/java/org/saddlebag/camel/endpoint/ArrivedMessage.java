package org.saddlebag.camel.endpoint;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Ordered;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Gives a consumer its own message back before it looks at it: some find in its headers what they
 * let go of. A caller who waits for an answer gets the answer.
 */
final class ArrivedMessage extends SynchronizationAdapter {

  private final Message arrived;

  ArrivedMessage(Message arrived) {
    this.arrived = arrived;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST;
  }

  @Override
  public void onDone(Exchange exchange) {
    if (!ExchangeHelper.isOutCapable(exchange)) {
      exchange.setMessage(arrived);
    }
  }
}
