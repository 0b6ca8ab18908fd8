package org.saddlebag.camel.queue;

/**
 * Knows whether a queue is empty: when as many looks in a row as there are consumers have found
 * nothing, each begun after the last delivery of all flows had ended. One empty look says little
 * while another consumer is about to receive. Safe for use by several threads.
 */
public final class EmptyLooks {

  private final int enough;
  private int count;
  private long since = -1;

  /**
   * Looks at one queue.
   *
   * @param consumers how many look
   */
  public EmptyLooks(int consumers) {
    this.enough = consumers;
  }

  /** A look has found something. */
  public synchronized void found() {
    count = 0;
  }

  /**
   * A look has found nothing.
   *
   * @param events the ledger's events when it began
   * @return whether the queue was empty since then
   */
  public synchronized boolean empty(long events) {
    count = events == since ? count + 1 : 1;
    since = events;
    return count >= enough;
  }
}
