package org.saddlebag.camel.sqs;

import org.saddlebag.sqs.ReceivedMessage;

/** What is done with the messages of a queue. Used by several threads. */
public interface MessageWork {

  /** What becomes of a message that was worked on. */
  enum End {
    /** Nobody needs it any more: it is deleted. */
    DONE,
    /** It comes again after its visibility timeout. */
    STAYS,
    /** The same, but at once where the process stops. */
    BROKEN_OFF,
    /** It comes again at once. */
    AGAIN,
    /** It comes again after the time for which messages are put off. */
    LATER
  }

  /**
   * Works on a message; it is hidden from everybody else meanwhile, however long that takes.
   *
   * @param message in our hands
   * @return what becomes of it; what is thrown counts as broken off
   * @throws InterruptedException when the work is broken off
   */
  End work(ReceivedMessage message) throws InterruptedException;

  /**
   * The queue was empty.
   *
   * @param since the ledger's events when the first of the looks began that say so
   */
  void foundNothing(long since);
}
