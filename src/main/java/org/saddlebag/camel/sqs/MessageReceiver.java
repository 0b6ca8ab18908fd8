package org.saddlebag.camel.sqs;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.queue.EmptyLooks;
import org.saddlebag.camel.queue.Reach;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.SqsError;
import org.saddlebag.sqs.SqsQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the messages of a queue for one flow, each on a thread that works on it before it
 * receives another. Started and stopped by one thread at a time.
 */
public final class MessageReceiver {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /** A visibility timeout leaves room for so many extensions, so that one may fail. */
  private static final int EXTENSIONS = 3;

  private static final int EXTENDING_THREADS = 4;
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final CamelContext context;
  private final String flow;
  private final SqsQueue queue;
  private final Pace pace;
  private final FlowLedger ledger;
  private final MessageWork work;
  private final EmptyLooks looks;
  private final Reach reach;
  private final Set<Thread> waiting = new HashSet<>();
  private ExecutorService receivers;
  private ScheduledExecutorService extending;
  private volatile boolean receiving;
  private int busy;

  /**
   * How messages are received.
   *
   * @param parallel how many are worked on at once, from 1
   * @param visibility how long nobody else gets one, whole seconds; extended meanwhile
   * @param patience how long SQS may wait for one, whole seconds, at most 20
   * @param later how long one stays hidden that is put off, whole seconds
   */
  public record Pace(int parallel, Duration visibility, Duration patience, Duration later) {}

  /**
   * A receiver that receives nothing yet.
   *
   * @param context has the threads
   * @param flow the flow's name
   * @param queue the queue
   * @param pace how messages are received
   * @param ledger is told when the queue is out of reach and when it is back
   * @param work is done on each message
   */
  public MessageReceiver(
      CamelContext context,
      String flow,
      SqsQueue queue,
      Pace pace,
      FlowLedger ledger,
      MessageWork work) {
    this.context = context;
    this.flow = flow;
    this.queue = queue;
    this.pace = pace;
    this.ledger = ledger;
    this.work = work;
    this.looks = new EmptyLooks(pace.parallel());
    this.reach = new Reach(flow, queue, ledger);
  }

  /** Receives from now on; also again after {@link #pause} and {@link #stop}. */
  public void start() {
    var threads = context.getExecutorServiceManager();
    if (receivers == null) {
      extending =
          threads.newScheduledThreadPool(
              this, "sqs-visibility", Math.min(EXTENDING_THREADS, pace.parallel()));
      receivers = threads.newFixedThreadPool(this, "sqs-" + queue, pace.parallel());
    }
    receiving = true;
    for (int i = 0; i < pace.parallel(); i++) {
      receivers.execute(this::run);
    }
  }

  /** Who waits for a message is not woken: what SQS gives out meanwhile goes back at once. */
  public void pause() {
    synchronized (waiting) {
      receiving = false;
    }
  }

  /** Who waits for a message goes at once; who has one works on it. */
  public void stop() {
    synchronized (waiting) {
      receiving = false;
      waiting.forEach(Thread::interrupt);
    }
  }

  /**
   * Ends the threads. What is delivered by now has to be deleted; who waits for an answer of SQS is
   * let down.
   *
   * @throws InterruptedException when the wait for the last deletions is broken off
   */
  public void close() throws InterruptedException {
    stop();
    if (receivers == null) {
      return;
    }
    long until = System.nanoTime() + LAST_WORDS.toNanos();
    synchronized (waiting) {
      while (busy > 0 && System.nanoTime() - until < 0) {
        waiting.wait(LAST_WORDS.toMillis() / 10);
      }
    }
    var threads = context.getExecutorServiceManager();
    threads.shutdownNow(receivers);
    threads.shutdownNow(extending);
    receivers = null;
  }

  /**
   * Whether SQS did not answer when it was last asked.
   *
   * @return false once it has answered again
   */
  public boolean outOfReach() {
    return reach.lost();
  }

  private void run() {
    while (waits()) {
      Optional<ReceivedMessage> message = Optional.empty();
      try {
        message = receive();
      } catch (InterruptedException e) {
        LOG.debug("{}: woken, to stop", flow);
      } finally {
        worksOn();
      }
      try {
        message.ifPresent(this::handle);
      } catch (RuntimeException e) {
        LOG.error("{}: a consumer of {} failed and goes on: {}", flow, queue, e.toString());
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
      Optional<ReceivedMessage> message = queue.receive(pace.visibility(), pace.patience());
      reach.answered();
      note(message.isPresent(), events);
      return message;
    } catch (RuntimeException e) {
      if (receiving) {
        TimeUnit.NANOSECONDS.sleep(reach.failed(Failures.ours(e)).toNanos());
      }
      return Optional.empty();
    }
  }

  private void note(boolean found, long events) {
    if (found) {
      looks.found();
    } else if (looks.empty(events)) {
      work.foundNothing(events);
    }
  }

  private void handle(ReceivedMessage message) {
    if (!receiving) {
      giveBackWhereStopping(message);
      return;
    }
    VisibilityLease lease =
        new VisibilityLease(flow, queue, message, pace.visibility(), System::nanoTime);
    long turn = pace.visibility().toMillis() / EXTENSIONS;
    ScheduledFuture<?> turns =
        extending.scheduleAtFixedRate(lease, turn, turn, TimeUnit.MILLISECONDS);
    MessageWork.End end = MessageWork.End.BROKEN_OFF;
    try {
      end = work.work(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lease.end();
      turns.cancel(false);
    }
    switch (end) {
      case DONE -> delete(message, lease);
      case STAYS -> {}
      case LATER -> hideFor(message, pace.later());
      case BROKEN_OFF -> giveBackWhereStopping(message);
    }
  }

  private void delete(ReceivedMessage message, VisibilityLease lease) {
    if (!lease.held()) {
      LOG.warn(
          "{}: {} stays in {}, as it is not ours alone any more; when it comes again, its object is"
              + " found",
          flow,
          message,
          queue);
      return;
    }
    try {
      queue.delete(message);
    } catch (SaddlebagException e) {
      LOG.warn(
          "{}: {} is still in {}, and its object will be found when it comes again: {}",
          flow,
          message,
          queue,
          e.getMessage());
      if (e.code() != SqsError.SQS_NOT_OURS) {
        ledger.retried(flow, e);
      }
    }
  }

  /** Else its visibility timeout is its pause. */
  private void giveBackWhereStopping(ReceivedMessage message) {
    if (receiving && !context.isStopping()) {
      return;
    }
    hideFor(message, Duration.ZERO);
  }

  private void hideFor(ReceivedMessage message, Duration span) {
    try {
      queue.extend(message, span);
    } catch (SaddlebagException e) {
      LOG.debug("{}: {} comes again at another time: {}", flow, message, e.getMessage());
    }
  }
}
