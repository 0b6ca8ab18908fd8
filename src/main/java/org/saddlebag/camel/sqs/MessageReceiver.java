package org.saddlebag.camel.sqs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.camel.CamelContext;
import org.saddlebag.camel.FlowLedger;
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
  static final int EXTENSIONS = 3;

  /** Each of so many extends what several others work on, by one request for each message. */
  private static final int EXTENDING_THREADS = 4;

  /**
   * So long a message may stay hidden since it was received, a minute before SQS would say no.
   * Source: Amazon SQS Developer Guide, "Amazon SQS visibility timeout".
   */
  private static final Duration LONGEST_HIDDEN = Duration.ofHours(12).minusMinutes(1);

  private final CamelContext context;
  private final String flow;
  private final SqsQueue queue;
  private final Pace pace;
  private final FlowLedger ledger;
  private final MessageWork work;
  private final QueueLook look;
  private final Receivers receivers;

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
    this.look = new QueueLook(flow, queue, pace, ledger, work::foundNothing);
    this.receivers =
        new Receivers(
            context,
            flow,
            queue,
            pace.parallel(),
            Math.min(EXTENDING_THREADS, pace.parallel()),
            this::take);
  }

  /** Receives from now on; also again after {@link #pause} and {@link #stop}. */
  public void start() {
    receivers.start();
  }

  /** Who waits for a message is not woken: what SQS gives out meanwhile goes back at once. */
  public void pause() {
    receivers.pause();
  }

  /** Who waits for a message goes at once; who has one works on it. */
  public void stop() {
    receivers.stop();
  }

  /**
   * Ends the threads. What is delivered by now has to be deleted; who waits for an answer of SQS is
   * let down.
   *
   * @throws InterruptedException when the wait for the last deletions is broken off
   */
  public void close() throws InterruptedException {
    receivers.close();
  }

  /**
   * Whether SQS did not answer when it was last asked.
   *
   * @return false once it has answered again
   */
  public boolean outOfReach() {
    return look.outOfReach();
  }

  Receivers receivers() {
    return receivers;
  }

  private Runnable take() throws InterruptedException {
    List<ReceivedMessage> found = look.take(1, receivers::receiving);
    return found.isEmpty() ? null : () -> handle(found.get(0));
  }

  private void handle(ReceivedMessage message) {
    long received = System.nanoTime();
    if (!receivers.receiving()) {
      giveBackWhereStopping(message);
      return;
    }
    VisibilityLease lease =
        new VisibilityLease(flow, queue, message, pace.visibility(), System::nanoTime);
    long turn = pace.visibility().toMillis() / EXTENSIONS;
    ScheduledFuture<?> turns = receivers.everyMillis(lease, turn);
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
      case AGAIN -> hideFor(message, Duration.ZERO);
      case LATER -> hideFor(message, atMost(pace.later(), received));
      case BROKEN_OFF -> giveBackWhereStopping(message);
    }
  }

  /** What is longer SQS would refuse, and the message would come again at once. */
  private static Duration atMost(Duration span, long received) {
    Duration left = LONGEST_HIDDEN.minusNanos(System.nanoTime() - received);
    return left.isNegative() || span.compareTo(left) < 0 ? span : left;
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
    if (receivers.receiving() && !context.isStopping()) {
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
