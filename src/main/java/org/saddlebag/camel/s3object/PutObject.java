package org.saddlebag.camel.s3object;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.Slots;
import org.saddlebag.claims.Claim;
import org.saddlebag.delivery.DeliveryOrder;
import org.saddlebag.delivery.DeliverySource;
import org.saddlebag.delivery.ObjectDelivery;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.delivery.SourceDescription;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.envelope.OutgoingContent;

/**
 * Delivers content, sealed or plain; the body is the receipt afterwards. Bucket and key come from
 * the endpoint and the source's name, never from a header.
 */
final class PutObject extends DefaultProducer {

  private final OrderForm form;
  private final ObjectDelivery deliveries;

  PutObject(S3ObjectEndpoint endpoint, OrderForm form, ObjectDelivery deliveries) {
    super(endpoint);
    this.form = form;
    this.deliveries = deliveries;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    try (OutgoingContent content = Bodies.require(exchange, OutgoingContent.class)) {
      Receipt receipt = deliveries.deliver(order(exchange), content);
      Slots.RECEIPT.put(exchange, receipt);
      exchange.getMessage().setBody(receipt);
    }
  }

  private DeliveryOrder order(Exchange exchange) {
    String flow = Slots.flowOf(exchange);
    DeliverySource source = Slots.SOURCE.in(exchange).orElse(null);
    Optional<Claim> claim = Slots.CLAIM.in(exchange);
    if (source instanceof SourceMessage message) {
      return form.fill(flow, message);
    }
    if (source != null && claim.isPresent()) {
      return form.fill(flow, source.description(), claim.get());
    }
    return form.fill(
        flow,
        source == null
            ? new SourceDescription(exchange.getExchangeId(), -1, null)
            : source.description(),
        Instant.now());
  }
}
