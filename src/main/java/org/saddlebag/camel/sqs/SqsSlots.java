package org.saddlebag.camel.sqs;

import org.saddlebag.camel.Slot;
import org.saddlebag.sqs.ReceivedMessage;

/** What the steps of an SQS queue's route hand each other. */
final class SqsSlots {

  /** The message that is in our hands; it was taken up by the route. */
  static final Slot<ReceivedMessage> TAKEN =
      new Slot<>("saddlebag.sqs-message", ReceivedMessage.class, "the intake of the message");

  /** Whether the queue's own rules decide what becomes of the message. */
  static final Slot<Boolean> LEFT =
      new Slot<>("saddlebag.sqs-left", Boolean.class, "the dead letters");

  private SqsSlots() {}
}
