package org.saddlebag.camel.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.kafka.TopicRecord;

/**
 * The partitions that are ours. Safe for use by the thread that polls and those that deliver; what
 * is delivered of a partition that has gone to others changes nothing here any more.
 */
final class Partitions {

  private final String topic;
  private final BatchSettings settings;
  private final LongSupplier nanoTime;
  private final long mostBytes;
  private final Map<Integer, PartitionQueue> queues = new TreeMap<>();
  private String topicId = "";
  private int lately;

  /**
   * None is ours yet.
   *
   * @param parallel how many parcels are under way at once
   */
  Partitions(String topic, BatchSettings settings, int parallel, LongSupplier nanoTime) {
    this.topic = topic;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.mostBytes = parallel * settings.bytes();
  }

  /** The id of the topic that records come from now on. */
  synchronized void comeFrom(String id) {
    topicId = id;
  }

  /** Each with the offset that its group has committed, or -1. */
  synchronized void assigned(Map<Integer, Long> partitions) {
    partitions.forEach(
        (each, committed) ->
            queues.put(each, new PartitionQueue(topic, each, settings, committed)));
  }

  synchronized void drop(Collection<Integer> partitions) {
    partitions.forEach(queues::remove);
  }

  synchronized void add(List<TopicRecord> records) {
    long now = nanoTime.getAsLong();
    for (TopicRecord record : records) {
      PartitionQueue queue = queues.get(record.partition());
      if (queue != null) {
        queue.add(record, now);
      }
    }
  }

  /** Those of which more may be fetched. */
  synchronized Set<Integer> wanting() {
    return full() ? Set.of() : those(PartitionQueue::wantsMore);
  }

  private boolean full() {
    return queues.values().stream().mapToLong(PartitionQueue::heldBytes).sum() >= mostBytes;
  }

  /**
   * What is to be delivered next, of each partition in its turn. Where memory is full, the
   * partition that holds most need not wait for more.
   */
  synchronized Optional<Parcel> next() {
    long now = nanoTime.getAsLong();
    Optional<PartitionQueue> ripe =
        queues.values().stream()
            .filter(queue -> queue.ripe(now))
            .min(
                Comparator.comparingInt(
                    queue -> Math.floorMod(queue.partition() - lately - 1, 1 << 20)));
    if (ripe.isEmpty() && full()) {
      ripe =
          queues.values().stream()
              .filter(queue -> queue.free(now))
              .max(Comparator.comparingLong(PartitionQueue::heldBytes));
    }
    ripe.ifPresent(queue -> lately = queue.partition());
    return ripe.map(queue -> queue.cut(topicId));
  }

  synchronized void done(Parcel parcel) {
    parcel.queue().done(parcel);
    notifyAll();
  }

  synchronized void failed(Parcel parcel) {
    parcel.queue().failed(parcel, nanoTime.getAsLong());
    notifyAll();
  }

  synchronized void halts(Parcel parcel) {
    parcel.queue().halts();
    notifyAll();
  }

  /** The offset that its group has committed, or -1; empty where it is not ours, or has stopped. */
  synchronized Optional<Long> losesEnd(int partition) {
    PartitionQueue queue = queues.get(partition);
    if (queue == null || queue.halted()) {
      return Optional.empty();
    }
    queue.losesEnd();
    notifyAll();
    return Optional.of(queue.committed());
  }

  /** The offsets to commit, by partition. */
  synchronized Map<Integer, Long> proven(Collection<Integer> partitions) {
    Map<Integer, Long> proven = new HashMap<>();
    for (int each : partitions) {
      PartitionQueue queue = queues.get(each);
      if (queue != null && queue.toCommit() >= 0) {
        proven.put(each, queue.toCommit());
      }
    }
    return proven;
  }

  /** Those that are not stopped. */
  synchronized Set<Integer> going() {
    return those(queue -> !queue.halted());
  }

  synchronized Set<Integer> all() {
    return new HashSet<>(queues.keySet());
  }

  synchronized void committed(Map<Integer, Long> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          PartitionQueue queue = queues.get(partition);
          if (queue != null) {
            queue.committed(offset);
          }
        });
  }

  /** Those whose end is not known yet. */
  synchronized Set<Integer> endless() {
    return those(queue -> !queue.knowsItsEnd());
  }

  /** Notes where partitions end; those that end before what their group has committed, and that. */
  synchronized Map<Integer, Long> endAt(Map<Integer, Long> ends) {
    Map<Integer, Long> beyond = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          PartitionQueue queue = queues.get(partition);
          queue.endsAt(end);
          if (queue.committed() > end) {
            beyond.put(partition, queue.committed());
          }
        });
    return beyond;
  }

  synchronized void readUpTo(int partition, long position) {
    queues.get(partition).readUpTo(position);
  }

  synchronized boolean finished() {
    return queues.values().stream().allMatch(PartitionQueue::finished);
  }

  /** Waits until nothing of some partitions is under way. */
  synchronized void awaitEnd(Collection<Integer> partitions, Duration most)
      throws InterruptedException {
    long until = nanoTime.getAsLong() + most.toNanos();
    partitions.stream().map(queues::get).filter(Objects::nonNull).forEach(PartitionQueue::leaves);
    while (partitions.stream().anyMatch(this::busy)) {
      long left = until - nanoTime.getAsLong();
      if (left <= 0) {
        return;
      }
      wait(Math.max(1, Math.min(100, left / 1_000_000)));
    }
  }

  private boolean busy(int partition) {
    PartitionQueue queue = queues.get(partition);
    return queue != null && queue.busy();
  }

  private Set<Integer> those(Predicate<PartitionQueue> which) {
    return queues.values().stream()
        .filter(which)
        .map(PartitionQueue::partition)
        .collect(Collectors.toSet());
  }
}
