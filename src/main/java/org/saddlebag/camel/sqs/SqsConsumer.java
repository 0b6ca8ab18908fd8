package org.saddlebag.camel.sqs;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.queue.GatheredLines;
import org.saddlebag.camel.queue.MessageFailures;
import org.saddlebag.camel.queue.MessageSlots;
import org.saddlebag.errors.Refused;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.SqsQueue;

/**
 * Sends the messages of a queue through the route, one by one or many together, on the thread that
 * has received them.
 */
final class SqsConsumer extends DefaultConsumer implements MessageWork, BatchWork, Suspendable {

  private final SqsQueueEndpoint settings;
  private final SqsQueue queue;
  private final FlowLedger ledger;
  private Receivers receivers;

  SqsConsumer(SqsQueueEndpoint endpoint, Processor processor, SqsQueue queue, FlowLedger ledger) {
    super(endpoint, processor);
    this.settings = endpoint;
    this.queue = queue;
    this.ledger = ledger;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (receivers == null) {
      receivers = receivers();
    }
    receivers.start();
  }

  private Receivers receivers() {
    CamelContext context = getEndpoint().getCamelContext();
    MessageReceiver.Pace pace =
        new MessageReceiver.Pace(
            settings.getParallel(),
            Duration.ofSeconds(settings.getVisibilityTimeout()),
            Duration.ofSeconds(settings.getWait()),
            Duration.ofSeconds(settings.getLater()));
    if (settings.getBatch() == null || settings.getBatch().single()) {
      return new MessageReceiver(context, getRouteId(), queue, pace, ledger, this).receivers();
    }
    return new BatchReceiver(
            context,
            getRouteId(),
            queue,
            pace,
            settings.getBatch(),
            ledger,
            settings.getBatch().memory(context, getRouteId(), pace.visibility()),
            this)
        .receivers();
  }

  /** Who waits for a message goes at once; who has one delivers it. */
  @Override
  protected void doStop() throws Exception {
    if (receivers != null) {
      receivers.stop();
    }
    super.doStop();
  }

  @Override
  protected void doSuspend() {
    receivers.pause();
  }

  @Override
  protected void doResume() {
    receivers.start();
  }

  @Override
  protected void doShutdown() throws Exception {
    if (receivers != null) {
      receivers.close();
    }
    super.doShutdown();
  }

  @Override
  public void foundNothing(long since) {
    ledger.foundNothing(getRouteId(), since);
  }

  @Override
  public End work(ReceivedMessage message) {
    return send(message);
  }

  @Override
  public End work(GatheredLines gathered) {
    return send(gathered);
  }

  @Override
  public End work(ReceivedMessage message, Refused why) {
    return send(new UnfitMessage(message, why));
  }

  private End send(Object body) {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(body);
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    End end = end(exchange);
    releaseExchange(exchange, false);
    return end;
  }

  /** What no step has taken up is nobody's to delete. */
  private static End end(Exchange exchange) {
    if (exchange.isFailed()) {
      return MessageFailures.deliveredBefore(exchange.getException()) ? End.AGAIN : End.BROKEN_OFF;
    }
    boolean taken =
        SqsSlots.TAKEN.in(exchange).isPresent() || MessageSlots.BATCH.in(exchange).isPresent();
    return taken ? SqsSlots.END.in(exchange).orElse(End.DONE) : End.STAYS;
  }
}
