package org.saddlebag.delivery;

import java.io.IOException;

/**
 * The batches of an {@link AppendLog} that a failed sync has left in doubt. The system tells of the
 * failure once and takes the bytes for written: a later sync that succeeds says nothing of them.
 * Guarded by the log's lock.
 */
final class LostBatches {

  private long from;
  private long to;
  private IOException failure;

  /**
   * A sync has failed.
   *
   * @param synced the last batch that is certainly on the disk
   * @param written the last one that may not be
   * @param why what the sync threw
   */
  void add(long synced, long written, IOException why) {
    from = to > synced ? from : synced;
    to = written;
    failure = why;
  }

  /** Why a batch is in doubt, or null where it is not. */
  IOException why(long number) {
    return number > from && number <= to ? failure : null;
  }

  /** Nothing is left of them. */
  void clear() {
    to = 0;
  }
}
