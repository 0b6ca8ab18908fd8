package org.saddlebag.cli;

import java.util.concurrent.atomic.LongAdder;

/** How far a batch is, counted as the bytes stream by. Safe for several threads, without locks. */
final class Meter {

  private final LongAdder movedBytes = new LongAdder();
  private final LongAdder endedItems = new LongAdder();
  private final LongAdder failedItems = new LongAdder();
  private final LongAdder foundItems = new LongAdder();
  private final LongAdder foundBytes = new LongAdder();
  private volatile boolean allFound;

  /** Bytes of content have moved; negative where an attempt failed and they will move again. */
  void moved(long bytes) {
    movedBytes.add(bytes);
  }

  /** An item is done. */
  void done() {
    endedItems.increment();
  }

  /**
   * An item failed.
   *
   * @param expectedBytes how many it would have moved
   */
  void failed(long expectedBytes) {
    endedItems.increment();
    failedItems.increment();
    foundBytes.add(-expectedBytes);
  }

  /** An item needs no work, so that it counts neither as work done nor as work to do. */
  void skipped(long expectedBytes) {
    foundItems.add(-1);
    foundBytes.add(-expectedBytes);
  }

  /** There is an item to work on. */
  void found(long expectedBytes) {
    foundItems.increment();
    foundBytes.add(expectedBytes);
  }

  /** An item is longer than was known when it was found. */
  void foundMore(long bytes) {
    foundBytes.add(bytes);
  }

  /** There are no more items than were found. */
  void allFound() {
    allFound = true;
  }

  /** How it stands now. */
  Reading read() {
    boolean all = allFound;
    long moved = Math.max(0, movedBytes.sum());
    long ended = endedItems.sum();
    return new Reading(
        moved,
        Math.max(foundBytes.sum(), moved),
        ended,
        failedItems.sum(),
        Math.max(foundItems.sum(), ended),
        all);
  }

  /**
   * What a meter shows.
   *
   * @param movedBytes bytes moved
   * @param totalBytes bytes to move, as far as they are known
   * @param endedItems items done or failed
   * @param failedItems items failed
   * @param totalItems items to work on, as far as they are known
   * @param complete whether all items are known
   */
  record Reading(
      long movedBytes,
      long totalBytes,
      long endedItems,
      long failedItems,
      long totalItems,
      boolean complete) {}
}
