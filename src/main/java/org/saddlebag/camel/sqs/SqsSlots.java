package org.saddlebag.camel.sqs;

import org.saddlebag.camel.Slot;
import org.saddlebag.sqs.ReceivedMessage;

/** What the steps of an SQS queue's route hand each other. */
public final class SqsSlots {

  /** The message that is in our hands; it was taken up by the route. */
  public static final Slot<ReceivedMessage> TAKEN =
      new Slot<>("saddlebag.sqs-message", ReceivedMessage.class, "the intake of the message");

  /** What becomes of the message; where nobody says it, it is done. */
  public static final Slot<MessageWork.End> END =
      new Slot<>("saddlebag.sqs-end", MessageWork.End.class, "whoever ends the message");

  private SqsSlots() {}
}
