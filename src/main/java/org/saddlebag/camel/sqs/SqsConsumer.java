package org.saddlebag.camel.sqs;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.queue.EmptyLooks;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.SqsError;
import org.saddlebag.sqs.SqsQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the messages of one flow, each on a thread that delivers it before it receives another.
 * Says once when SQS goes and once when it is back.
 */
final class SqsConsumer extends DefaultConsumer implements Suspendable {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /** A visibility timeout leaves room for so many extensions, so that one may fail. */
  private static final int EXTENSIONS = 3;

  private static final int EXTENDING_THREADS = 4;
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final SqsQueue queue;
  private final FlowLedger ledger;
  private final EmptyLooks looks;
  private final Outage outage = new Outage(System::nanoTime);
  private final Duration visibility;
  private final int parallel;
  private final SqsQueueEndpoint settings;
  private final Set<Thread> waiting = new HashSet<>();
  private ExecutorService consumers;
  private ScheduledExecutorService extending;
  private volatile boolean receiving;
  private int busy;

  SqsConsumer(SqsQueueEndpoint endpoint, Processor processor, SqsQueue queue, FlowLedger ledger) {
    super(endpoint, processor);
    this.settings = endpoint;
    this.queue = queue;
    this.ledger = ledger;
    this.parallel = endpoint.getParallel();
    this.visibility = Duration.ofSeconds(endpoint.getVisibilityTimeout());
    this.looks = new EmptyLooks(parallel);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    var threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    extending =
        threads.newScheduledThreadPool(
            this, "sqs-visibility", Math.min(EXTENDING_THREADS, parallel));
    consumers = threads.newFixedThreadPool(this, "sqs-" + queue, parallel);
    receiveAll();
  }

  private void receiveAll() {
    receiving = true;
    for (int i = 0; i < parallel; i++) {
      consumers.execute(this::work);
    }
  }

  @Override
  protected void doStop() throws Exception {
    receiveNoMore();
    super.doStop();
  }

  /** Who waits for a message is not woken: what SQS gives out meanwhile goes back at once. */
  @Override
  protected void doSuspend() {
    synchronized (waiting) {
      receiving = false;
    }
  }

  /** Threads that still deliver go on with the others, or make room for them. */
  @Override
  protected void doResume() {
    receiveAll();
  }

  /** Who waits for a message goes at once; who has one delivers it. */
  private void receiveNoMore() {
    synchronized (waiting) {
      receiving = false;
      waiting.forEach(Thread::interrupt);
    }
  }

  @Override
  protected void doShutdown() throws Exception {
    if (consumers != null) {
      awaitBusy();
      var threads = getEndpoint().getCamelContext().getExecutorServiceManager();
      threads.shutdownNow(consumers);
      threads.shutdownNow(extending);
    }
    super.doShutdown();
  }

  /** What is delivered by now has to be deleted; who waits for an answer of SQS is let down. */
  private void awaitBusy() throws InterruptedException {
    long until = System.nanoTime() + LAST_WORDS.toNanos();
    synchronized (waiting) {
      while (busy > 0 && System.nanoTime() - until < 0) {
        waiting.wait(LAST_WORDS.toMillis() / 10);
      }
    }
  }

  private void work() {
    while (waits()) {
      Optional<ReceivedMessage> message = Optional.empty();
      try {
        message = receive();
      } catch (InterruptedException e) {
        LOG.debug("{}: woken, to stop", flow());
      } finally {
        worksOn();
      }
      try {
        message.ifPresent(this::deliver);
      } catch (RuntimeException e) {
        LOG.error("{}: a consumer of {} failed and goes on: {}", flow(), queue, e.toString());
      } finally {
        isDone();
      }
    }
  }

  private boolean waits() {
    synchronized (waiting) {
      return receiving && waiting.add(Thread.currentThread());
    }
  }

  private void worksOn() {
    synchronized (waiting) {
      waiting.remove(Thread.currentThread());
      busy++;
      // It was meant for the waiting, and must not reach a delivery.
      boolean unused = Thread.interrupted();
    }
  }

  private void isDone() {
    synchronized (waiting) {
      busy--;
      waiting.notifyAll();
    }
  }

  private Optional<ReceivedMessage> receive() throws InterruptedException {
    long events = ledger.events();
    try {
      Optional<ReceivedMessage> message =
          queue.receive(visibility, Duration.ofSeconds(settings.getWait()));
      sayBack();
      note(message.isPresent(), events);
      return message;
    } catch (RuntimeException e) {
      if (receiving) {
        pauseAfter(Failures.ours(e));
      }
      return Optional.empty();
    }
  }

  private void note(boolean found, long events) {
    if (found) {
      looks.found();
    } else if (looks.empty(events)) {
      ledger.foundNothing(flow(), events);
    }
  }

  private void pauseAfter(SaddlebagException why) throws InterruptedException {
    Outage.Failure failure = outage.failed(why);
    if (failure.isNew()) {
      LOG.error(
          "{}: {}: {}; trying again with growing pauses [{}]",
          flow(),
          why.code().id(),
          why.what(),
          why.fix());
    }
    if (failure.counts()) {
      ledger.pollFailed(flow());
    }
    TimeUnit.NANOSECONDS.sleep(failure.pause().toNanos());
  }

  private void sayBack() {
    if (outage.over()) {
      ledger.reached(flow());
      LOG.info("{}: {} answers again", flow(), queue);
    }
  }

  private void deliver(ReceivedMessage message) {
    if (!receiving) {
      giveBackWhereStopping(message);
      return;
    }
    VisibilityLease lease =
        new VisibilityLease(flow(), queue, message, visibility, System::nanoTime);
    long turn = visibility.toMillis() / EXTENSIONS;
    ScheduledFuture<?> turns =
        extending.scheduleAtFixedRate(lease, turn, turn, TimeUnit.MILLISECONDS);
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(message);
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    } finally {
      lease.end();
      turns.cancel(false);
    }
    end(exchange, message, lease);
    releaseExchange(exchange, false);
  }

  /** What no step has taken up is nobody's to delete. */
  private void end(Exchange exchange, ReceivedMessage message, VisibilityLease lease) {
    if (exchange.isFailed()) {
      giveBackWhereStopping(message);
    } else if (SqsSlots.TAKEN.in(exchange).isPresent()
        && !SqsSlots.LEFT.in(exchange).orElse(false)) {
      delete(message, lease);
    }
  }

  private void delete(ReceivedMessage message, VisibilityLease lease) {
    if (!lease.held()) {
      LOG.warn(
          "{}: {} stays in {}, as it is not ours alone any more; when it comes again, its object is"
              + " found",
          flow(),
          message,
          queue);
      return;
    }
    try {
      queue.delete(message);
    } catch (SaddlebagException e) {
      LOG.warn(
          "{}: {} is still in {}, and its object will be found when it comes again: {}",
          flow(),
          message,
          queue,
          e.getMessage());
      if (e.code() != SqsError.SQS_NOT_OURS) {
        ledger.retried(flow(), e);
      }
    }
  }

  /** Else its visibility timeout is its pause. */
  private void giveBackWhereStopping(ReceivedMessage message) {
    if (receiving && !getEndpoint().getCamelContext().isStopping()) {
      return;
    }
    try {
      queue.extend(message, Duration.ZERO);
    } catch (SaddlebagException e) {
      LOG.debug("{}: {} comes again later: {}", flow(), message, e.getMessage());
    }
  }

  private String flow() {
    return getRoute().getRouteId();
  }
}
