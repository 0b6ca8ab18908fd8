package org.saddlebag.camel.sqs;

import org.saddlebag.camel.queue.GatheredLines;
import org.saddlebag.errors.Refused;
import org.saddlebag.sqs.ReceivedMessage;

/** What is done with messages that were gathered. Used by several threads. */
interface BatchWork {

  /**
   * Works on messages that are to be one object; they are hidden from everybody else meanwhile.
   *
   * @param gathered at least one
   * @return what becomes of all of them
   */
  MessageWork.End work(GatheredLines gathered);

  /**
   * Works on a message that can never be delivered.
   *
   * @param message in our hands
   * @param why not
   * @return what becomes of it
   */
  MessageWork.End work(ReceivedMessage message, Refused why);
}
