package org.saddlebag.kafka;

import java.util.Collection;
import java.util.Map;

/** Is told, on the thread that polls, which partitions of a topic are ours. */
public interface Assignments {

  /**
   * Partitions are ours from now on, besides those that are already.
   *
   * @param partitions may be none; to each the offset that its group has committed, -1 where it has
   *     committed none
   */
  void assigned(Map<Integer, Long> partitions);

  /**
   * Partitions are to go to others when this returns; until then they may be committed.
   *
   * @param partitions that were ours
   */
  void revoked(Collection<Integer> partitions);

  /**
   * Partitions are others' already; nothing may be committed.
   *
   * @param partitions that were ours
   */
  void lost(Collection<Integer> partitions);

  /**
   * A partition has lost its end, and with it the place where we were to go on.
   *
   * @param partition this partition; nothing more of it is read
   * @param from the offset where we were to go on
   */
  void truncated(int partition, long from);

  /**
   * Records that were not delivered are no longer in the topic.
   *
   * @param partition of this partition
   * @param from the offset where we were to go on
   */
  void gone(int partition, long from);
}
