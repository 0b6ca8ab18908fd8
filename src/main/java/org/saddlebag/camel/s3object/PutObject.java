package org.saddlebag.camel.s3object;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.Slots;
import org.saddlebag.claims.Claim;
import org.saddlebag.delivery.DeliveryOrder;
import org.saddlebag.delivery.DeliverySource;
import org.saddlebag.delivery.ObjectDelivery;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.delivery.SourceDescription;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.envelope.OutgoingContent;

/**
 * Delivers content, sealed or plain; the body is the receipt afterwards. Bucket and key come from
 * the endpoint and the source's name, never from a header.
 *
 * <p>A file of this node alone goes on when its receipt is on the disk, and the thread that sent it
 * does not wait for that. All others are delivered when this returns: their sessions, offsets and
 * claims belong to the thread.
 */
final class PutObject extends DefaultAsyncProducer {

  private final OrderForm form;
  private final ObjectDelivery deliveries;

  PutObject(S3ObjectEndpoint endpoint, OrderForm form, ObjectDelivery deliveries) {
    super(endpoint);
    this.form = form;
    this.deliveries = deliveries;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    CompletableFuture<Receipt> outcome;
    try (OutgoingContent content = Bodies.require(exchange, OutgoingContent.class)) {
      outcome = deliver(order(exchange, content.lengthBytes()), content);
    } catch (IOException | RuntimeException e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
    boolean now = outcome.isDone();
    // What comes of the telling concerns nobody.
    var unused =
        outcome.whenComplete(
            (receipt, why) -> {
              end(exchange, receipt, why);
              callback.done(now);
            });
    return now;
  }

  private CompletableFuture<Receipt> deliver(DeliveryOrder order, OutgoingContent content) {
    return order.again() != null && order.again().alone()
        ? deliveries.deliverTogether(order, content)
        : CompletableFuture.completedFuture(deliveries.deliver(order, content));
  }

  private static void end(Exchange exchange, Receipt receipt, Throwable why) {
    if (why == null) {
      Slots.RECEIPT.put(exchange, receipt);
      exchange.getMessage().setBody(receipt);
    } else {
      exchange.setException(why);
    }
  }

  private DeliveryOrder order(Exchange exchange, long lengthBytes) {
    String flow = Slots.flowOf(exchange);
    DeliverySource source = Slots.SOURCE.in(exchange).orElse(null);
    Optional<Claim> claim = Slots.CLAIM.in(exchange);
    if (source instanceof SourceMessage message) {
      DeliveryOrder order = form.fill(flow, message);
      return message.batch() == null
          ? order
          : message.batch().begins(deliveries, order, lengthBytes);
    }
    if (source != null && claim.isPresent()) {
      return form.fill(flow, source.description(), claim.get());
    }
    if (source instanceof SourceFile file) {
      return form.fill(flow, file, Instant.now());
    }
    return form.fill(
        flow,
        source == null
            ? new SourceDescription(exchange.getExchangeId(), -1, null)
            : source.description(),
        Instant.now());
  }
}
