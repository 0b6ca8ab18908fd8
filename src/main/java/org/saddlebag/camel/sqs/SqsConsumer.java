package org.saddlebag.camel.sqs;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.SqsQueue;

/** Sends each message of a queue through the route, on the thread that has received it. */
final class SqsConsumer extends DefaultConsumer implements MessageWork, Suspendable {

  private final SqsQueueEndpoint settings;
  private final SqsQueue queue;
  private final FlowLedger ledger;
  private MessageReceiver receiver;

  SqsConsumer(SqsQueueEndpoint endpoint, Processor processor, SqsQueue queue, FlowLedger ledger) {
    super(endpoint, processor);
    this.settings = endpoint;
    this.queue = queue;
    this.ledger = ledger;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (receiver == null) {
      receiver =
          new MessageReceiver(
              getEndpoint().getCamelContext(),
              getRouteId(),
              queue,
              new MessageReceiver.Pace(
                  settings.getParallel(),
                  Duration.ofSeconds(settings.getVisibilityTimeout()),
                  Duration.ofSeconds(settings.getWait()),
                  Duration.ofSeconds(settings.getLater())),
              ledger,
              this);
    }
    receiver.start();
  }

  /** Who waits for a message goes at once; who has one delivers it. */
  @Override
  protected void doStop() throws Exception {
    if (receiver != null) {
      receiver.stop();
    }
    super.doStop();
  }

  @Override
  protected void doSuspend() {
    receiver.pause();
  }

  @Override
  protected void doResume() {
    receiver.start();
  }

  @Override
  protected void doShutdown() throws Exception {
    if (receiver != null) {
      receiver.close();
    }
    super.doShutdown();
  }

  @Override
  public void foundNothing(long since) {
    ledger.foundNothing(getRouteId(), since);
  }

  @Override
  public End work(ReceivedMessage message) {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(message);
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
      return End.BROKEN_OFF;
    }
    boolean taken = SqsSlots.TAKEN.in(exchange).isPresent();
    return taken ? SqsSlots.END.in(exchange).orElse(End.DONE) : End.STAYS;
  }
}
