package org.saddlebag.camel.endpoint;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.saddlebag.camel.Slot;

/** Hands what {@code OpenContent} opened to the target that the outer route has named. */
public final class HandOver implements Processor {

  static final Slot<NamedTarget> TARGET =
      new Slot<>("saddlebag.target", NamedTarget.class, "the step that names the target");

  @Override
  public void process(Exchange exchange) {
    TARGET.of(exchange).take(exchange);
  }
}
