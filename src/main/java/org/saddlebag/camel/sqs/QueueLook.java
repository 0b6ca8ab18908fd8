package org.saddlebag.camel.sqs;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.queue.EmptyLooks;
import org.saddlebag.camel.queue.Reach;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.SqsQueue;

/**
 * Looks for messages, and tells when the queue is empty or out of reach. Safe for use by several
 * threads.
 */
final class QueueLook {

  private final SqsQueue queue;
  private final MessageReceiver.Pace pace;
  private final FlowLedger ledger;
  private final LongConsumer foundNothing;
  private final EmptyLooks looks;
  private final Reach reach;

  /**
   * Nobody has looked yet.
   *
   * @param foundNothing is told of an empty queue, with the ledger's events since when
   */
  QueueLook(
      String flow,
      SqsQueue queue,
      MessageReceiver.Pace pace,
      FlowLedger ledger,
      LongConsumer foundNothing) {
    this.queue = queue;
    this.pace = pace;
    this.ledger = ledger;
    this.foundNothing = foundNothing;
    this.looks = new EmptyLooks(pace.parallel());
    this.reach = new Reach(flow, queue, ledger);
  }

  /**
   * Waits for messages.
   *
   * @param most how many at most
   * @param wanted whether it is worth a pause where SQS is out of reach
   * @return empty where there are none
   */
  List<ReceivedMessage> take(int most, BooleanSupplier wanted) throws InterruptedException {
    long events = ledger.events();
    try {
      List<ReceivedMessage> found = queue.receive(most, pace.visibility(), pace.patience());
      reach.answered();
      if (!found.isEmpty()) {
        looks.found();
      } else if (looks.empty(events)) {
        foundNothing.accept(events);
      }
      return found;
    } catch (RuntimeException e) {
      if (wanted.getAsBoolean()) {
        TimeUnit.NANOSECONDS.sleep(reach.failed(Failures.ours(e)).toNanos());
      }
      return List.of();
    }
  }

  boolean outOfReach() {
    return reach.lost();
  }
}
