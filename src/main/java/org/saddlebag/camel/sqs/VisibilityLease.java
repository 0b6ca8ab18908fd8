package org.saddlebag.camel.sqs;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.SqsError;
import org.saddlebag.sqs.SqsQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time for which a message is ours alone. It ends where SQS does not extend it; then another
 * may have the message in hand. Safe for use by several threads.
 */
final class VisibilityLease implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final String flow;
  private final SqsQueue queue;
  private final ReceivedMessage message;
  private final Duration visibility;
  private final LongSupplier nanoTime;
  private volatile long until;
  private volatile boolean lost;
  private volatile boolean ended;

  /**
   * Begins with the receiving of a message.
   *
   * @param visibility what it was received with, and is extended by
   * @param nanoTime the time, as {@code System.nanoTime()}
   */
  VisibilityLease(
      String flow,
      SqsQueue queue,
      ReceivedMessage message,
      Duration visibility,
      LongSupplier nanoTime) {
    this.flow = flow;
    this.queue = queue;
    this.message = message;
    this.visibility = visibility;
    this.nanoTime = nanoTime;
    this.until = nanoTime.getAsLong() + visibility.toNanos();
  }

  /** Extends it from now on; what fails is tried again at the next turn, while it is ours. */
  @Override
  public void run() {
    if (ended || lost) {
      return;
    }
    long asked = nanoTime.getAsLong();
    try {
      queue.extend(message, visibility);
      until = asked + visibility.toNanos();
    } catch (SaddlebagException e) {
      if (!ended) {
        lost = e.code() == SqsError.SQS_NOT_OURS;
        LOG.warn("{}: {} may come again meanwhile: {}", flow, message, e.getMessage());
      }
    }
  }

  /** No more turns. */
  void end() {
    ended = true;
  }

  /** Whether the message is still ours alone. */
  boolean held() {
    return !lost && nanoTime.getAsLong() - until < 0;
  }
}
