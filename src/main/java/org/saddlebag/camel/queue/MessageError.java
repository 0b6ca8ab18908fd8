package org.saddlebag.camel.queue;

import org.saddlebag.errors.ErrorCode;

/** What can be wrong with a message by itself. */
public enum MessageError implements ErrorCode {
  /** A map, stream or object message. */
  MESSAGE_KIND_UNFIT("Let the sender send bytes or text; objects are never deserialised."),
  /** It is larger than the flow allows. */
  MESSAGE_TOO_LARGE(
      "Raise the flow's maxMessageBytes, and the heap with it; of large messages that Artemis"
          + " streams, its maxLargeMessageBytes; or send less at once."),
  /** The broker gave no more of a large message. */
  MESSAGE_INTERRUPTED("Nothing is to be done; the message goes back and comes again."),
  /** Without an id nobody could tell whether it has been delivered. */
  MESSAGE_WITHOUT_ID("Let the sender leave message ids on."),
  /** The content is no text in the flow's charset. */
  MESSAGE_NOT_TEXT("Correct the flow's charset, or let it send bytes (message)."),
  /** A record is to be a line, and is no text or has a line break. */
  MESSAGE_NO_LINE("Let the flow write JSON lines (batchFormat=records), which hold any value."),
  /** The object would become more messages than the flow allows. */
  MESSAGE_TOO_MANY("Raise the flow's maxMessages, or let the sender make smaller objects."),
  /** The broker gave a message that can't be read. */
  MESSAGE_UNREADABLE("Look at the message in the dead-letter queue, and at its sender.");

  private final String fix;

  MessageError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
