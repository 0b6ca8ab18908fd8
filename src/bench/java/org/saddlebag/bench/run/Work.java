package org.saddlebag.bench.run;

import java.util.List;

/**
 * Something that clients do.
 *
 * @param name in the report
 * @param items files
 * @param bytes of all of them
 * @param storedBytes what the sink holds at most
 * @param manyRequests whether the store's latency is what counts
 * @param maker prepares it and says who does it
 */
record Work(
    String name, int items, long bytes, long storedBytes, boolean manyRequests, Maker maker) {

  /** Puts into the sink what is needed, and makes the tasks. */
  @FunctionalInterface
  interface Maker {
    List<Task> tasks(Site site) throws Exception;
  }
}
