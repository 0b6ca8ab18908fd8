package org.saddlebag.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What waits for a worker: short items and long ones, so that the short ones don't stand behind
 * many long ones. As long as short ones wait, a quarter of the workers has no other work. Whoever
 * brings items waits while there are enough. Safe for use by several threads.
 */
final class Lanes<T> {

  /** Long items that may wait, so that one behind them is found; each is but a name. */
  static final int LONG_ITEMS = 1_000;

  private final Deque<T> shortItems = new ArrayDeque<>();
  private final Deque<T> longItems = new ArrayDeque<>();
  private final int shortRoom;
  private final int longAtOnce;
  private int longUnderWay;
  private boolean ended;

  Lanes(int workers) {
    this.shortRoom = workers;
    this.longAtOnce = Math.max(1, workers - Math.max(1, workers / 4));
  }

  /** Brings an item; waits for room unless the end was called. */
  synchronized void put(T item, boolean isLong) throws InterruptedException {
    Deque<T> lane = isLong ? longItems : shortItems;
    int room = isLong ? LONG_ITEMS : shortRoom;
    while (!ended && lane.size() >= room) {
      wait();
    }
    lane.add(item);
    notifyAll();
  }

  /** Takes the next item; null when all are taken and no more come. */
  synchronized Taken<T> take() throws InterruptedException {
    while (true) {
      boolean longFits = longUnderWay < longAtOnce || (shortItems.isEmpty() && ended);
      Deque<T> lane = longFits && !longItems.isEmpty() ? longItems : shortItems;
      T item = lane.poll();
      if (item != null) {
        boolean isLong = lane == longItems;
        longUnderWay += isLong ? 1 : 0;
        notifyAll();
        return new Taken<>(item, isLong);
      }
      if (ended && longItems.isEmpty()) {
        return null;
      }
      wait();
    }
  }

  /** An item that was taken is done with. */
  synchronized void done(Taken<T> taken) {
    longUnderWay -= taken.isLong() ? 1 : 0;
    notifyAll();
  }

  /** No more come. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Gives up what waits. */
  synchronized int clear() {
    int waiting = shortItems.size() + longItems.size();
    shortItems.clear();
    longItems.clear();
    end();
    return waiting;
  }

  /** An item in the hands of a worker. */
  record Taken<T>(T item, boolean isLong) {}
}
