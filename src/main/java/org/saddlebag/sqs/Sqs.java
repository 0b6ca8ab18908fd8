package org.saddlebag.sqs;

import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues at SQS. Safe for use by several threads. */
public final class Sqs {

  private final Supplier<SqsClient> client;

  /**
   * Queues of one account and Region.
   *
   * @param client gives the client, the same each time; asked when a queue is first spoken to
   */
  public Sqs(Supplier<SqsClient> client) {
    this.client = client;
  }

  /**
   * A queue; nothing is sent yet.
   *
   * @param name its name
   * @return whether or not there is such a queue
   */
  public SqsQueue queue(String name) {
    return new SqsQueue(name, client);
  }
}
