package org.saddlebag.camel.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.kafka.Kafka;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the records of one flow, of several partitions at once and of each in its order. */
final class TopicConsumer extends DefaultConsumer implements Suspendable {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final KafkaTopicEndpoint settings;
  private final Kafka kafka;
  private final FlowLedger ledger;
  private final Partitions partitions;
  private PollLoop loop;
  private Thread polling;
  private ExecutorService deliveries;
  private int busy;

  TopicConsumer(KafkaTopicEndpoint endpoint, Processor processor, Kafka kafka, FlowLedger ledger) {
    super(endpoint, processor);
    this.settings = endpoint;
    this.kafka = kafka;
    this.ledger = ledger;
    this.partitions =
        new Partitions(
            endpoint.getTopic(), endpoint.getRecords(), endpoint.getParallel(), System::nanoTime);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    deliveries =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newFixedThreadPool(this, "kafka-" + settings.getTopic(), settings.getParallel());
    loop = new PollLoop(kafka, settings, flow(), partitions, ledger, this::dispatch);
    polling = new Thread(loop, "kafka-poll-" + flow());
    polling.start();
  }

  @Override
  protected void doStop() throws Exception {
    if (loop != null) {
      loop.drain();
    }
    super.doStop();
  }

  /** The partitions stay ours. */
  @Override
  protected void doSuspend() {
    loop.drain();
  }

  @Override
  protected void doResume() {
    loop.goOn();
  }

  /** What has ended by now is committed before we leave the group. */
  @Override
  protected void doShutdown() throws Exception {
    if (loop != null) {
      partitions.awaitEnd(partitions.all(), LAST_WORDS);
      loop.end();
      polling.join(LAST_WORDS.toMillis());
      polling.interrupt();
      getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(deliveries);
    }
    super.doShutdown();
  }

  /** Hands out what is ripe, as long as there is a thread for it. */
  private synchronized void dispatch() {
    while (busy < settings.getParallel() && loop.receives()) {
      Optional<Parcel> parcel = partitions.next();
      if (parcel.isEmpty()) {
        return;
      }
      try {
        deliveries.execute(() -> work(parcel.get()));
        busy++;
      } catch (RejectedExecutionException e) {
        partitions.failed(parcel.get());
        return;
      }
    }
  }

  private synchronized void isFree() {
    busy--;
  }

  private void work(Parcel parcel) {
    try {
      deliver(parcel);
    } catch (RuntimeException | Error e) {
      LOG.error("{}: the delivery of {} failed and goes on: {}", flow(), parcel, e.toString());
      partitions.failed(parcel);
    } finally {
      isFree();
    }
    dispatch();
  }

  private void deliver(Parcel parcel) {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(parcel);
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    end(exchange, parcel);
    releaseExchange(exchange, false);
  }

  /** What no step has taken up is nobody's to commit. */
  private void end(Exchange exchange, Parcel parcel) {
    if (!exchange.isFailed() && KafkaSlots.TAKEN.in(exchange).isPresent()) {
      partitions.done(parcel);
    } else if (exchange.isFailed() && KafkaSlots.HALTS.in(exchange).orElse(false)) {
      LOG.error(
          "{}: partition {} stops before {}, which can't be delivered, until the flow names a"
              + " deadLetterTopic, or the record is gone and the flow starts again",
          flow(),
          parcel.queue(),
          parcel);
      partitions.halts(parcel);
      ledger.halts(flow(), parcel.queue().toString(), Failures.ours(exchange.getException()));
    } else {
      partitions.failed(parcel);
    }
  }

  private String flow() {
    return getRoute().getRouteId();
  }
}
