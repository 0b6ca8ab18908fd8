package org.saddlebag.camel.events;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.s3object.ObjectDesk;
import org.saddlebag.camel.s3object.ObjectNews;
import org.saddlebag.camel.sqs.MessageReceiver;
import org.saddlebag.sqs.Sqs;

/** The SQS queue where S3 tells a flow of new objects, if the flow has one. */
public final class SqsObjectNews implements ObjectNews {

  /** As long as SQS can wait. Source: Amazon SQS API Reference, ReceiveMessage. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private String queue = "";
  private int visibilityTimeout = 60;
  private int parallel = 16;

  @Override
  public Subscription subscribe(
      CamelContext context, String flow, ObjectDesk desk, Duration rescan) {
    if (queue.isBlank()) {
      return null;
    }
    FlowLedger ledger = CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class);
    EventWork work =
        new EventWork(
            flow,
            desk,
            ledger,
            CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class)
                .failpoints());
    Duration hidden = Duration.ofSeconds(visibilityTimeout);
    MessageReceiver.Pace pace = new MessageReceiver.Pace(parallel, hidden, waitFor(rescan), hidden);
    return new EventSubscription(
        new MessageReceiver(
            context,
            flow,
            CamelContextHelper.mandatoryFindSingleByType(context, Sqs.class).queue(queue),
            pace,
            ledger,
            work),
        work);
  }

  /** Who lists often does so to come to an end soon. */
  private static Duration waitFor(Duration rescan) {
    return rescan.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : SHORTEST_WAIT;
  }

  /**
   * Where S3 tells.
   *
   * @param queue the queue's name; blank where only the listing finds objects
   */
  public void setQueue(String queue) {
    this.queue = queue;
  }

  /**
   * How long nobody else gets a message.
   *
   * @param visibilityTimeout seconds, from 1 to 43200; extended while its objects are delivered
   */
  public void setVisibilityTimeout(int visibilityTimeout) {
    this.visibilityTimeout = visibilityTimeout;
  }

  /**
   * How many messages are worked on at once.
   *
   * @param parallel from 1
   */
  public void setParallel(int parallel) {
    this.parallel = parallel;
  }
}
