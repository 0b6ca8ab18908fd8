package org.saddlebag.camel.watch;

import java.util.HashMap;
import java.util.Map;

/**
 * Files that were not as they were found any more when they were to be sent, and are left to the
 * next poll. Used by one thread.
 */
final class ChangedFiles {

  /**
   * One that changes whenever it is looked at is sent in the end, and its delivery says why not.
   */
  private static final int PATIENCE = 5;

  private Map<String, Integer> before = Map.of();
  private Map<String, Integer> now = new HashMap<>();

  void pollBegins() {
    before = now;
    now = new HashMap<>();
  }

  /** Whether a file is left to the next poll. */
  boolean leaves(String name) {
    int times = before.getOrDefault(name, 0) + 1;
    if (times >= PATIENCE) {
      return false;
    }
    now.put(name, times);
    return true;
  }

  /** How many are left. */
  int waiting() {
    return now.size();
  }
}
