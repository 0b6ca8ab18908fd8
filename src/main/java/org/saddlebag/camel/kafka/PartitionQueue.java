package org.saddlebag.camel.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.kafka.TopicRecord;

/**
 * One partition while it is ours: what waits, what is under way (one parcel at a time, so that the
 * order holds), and how far it is proven. Guarded by {@link Partitions}.
 */
final class PartitionQueue {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** So many small records are fetched ahead where each is an object of its own. */
  private static final int AHEAD = 500;

  private final String topic;
  private final int partition;
  private final BatchSettings settings;
  private final RecordLines lines;
  private final Deque<Gathered> waiting = new ArrayDeque<>();
  private long heldBytes;
  private int alone;
  private boolean fresh = true;
  private boolean busy;
  private boolean halted;
  private boolean endLost;
  private boolean leaving;

  /** Where the parcel ended that failed; an answer that was lost may have been a good one. */
  private long again = Long.MAX_VALUE;

  private boolean reached;

  /** From where on nothing is delivered, as far as is known; -1 where the first record tells. */
  private long next;

  private long committed;
  private long end = Long.MAX_VALUE;
  private Duration pause = Duration.ZERO;
  private long restingSince;

  /**
   * A partition that is ours from now on.
   *
   * @param committed the offset that its group has committed, or -1
   */
  PartitionQueue(String topic, int partition, BatchSettings settings, long committed) {
    this.next = committed;
    this.committed = committed;
    this.topic = topic;
    this.partition = partition;
    this.settings = settings;
    this.lines = new RecordLines(settings);
  }

  String topic() {
    return topic;
  }

  int partition() {
    return partition;
  }

  BatchSettings settings() {
    return settings;
  }

  /** What an object of ours already holds, or lies behind the end, is left out. */
  void add(TopicRecord record, long now) {
    if (record.offset() < next || record.offset() >= end) {
      return;
    }
    Gathered gathered =
        settings.single()
            ? Gathered.alone(record, now)
            : lines
                .of(record)
                .map(line -> Gathered.line(record, line, now))
                .orElseGet(() -> Gathered.alone(record, now));
    waiting.add(gathered);
    heldBytes += gathered.heldBytes();
    alone += gathered.isLine() ? 0 : 1;
  }

  /** Whether more may be fetched. */
  boolean wantsMore() {
    return !halted
        && !reached
        && heldBytes < settings.bytes()
        && waiting.size() < Math.max(AHEAD, settings.messages());
  }

  long heldBytes() {
    return heldBytes;
  }

  /** Whether a delivery can begin now. */
  boolean free(long now) {
    return !busy
        && !halted
        && !leaving
        && !waiting.isEmpty()
        && now - restingSince >= pause.toNanos();
  }

  /** Whether what waits is enough for an object, or has waited for long enough. */
  boolean ripe(long now) {
    return free(now)
        && (alone > 0
            || waiting.size() >= settings.messages()
            || heldBytes >= settings.bytes()
            || reached
            || now - waiting.getFirst().arrived() >= settings.time().toNanos());
  }

  /** The next parcel; it stays here until it is done. */
  Parcel cut(String topicId) {
    busy = true;
    List<Gathered> parts = new ArrayList<>();
    long bytes = 0;
    for (Gathered each : waiting) {
      boolean fits =
          each.isLine()
              && each.offset() <= again
              && parts.size() < settings.messages()
              && bytes + each.heldBytes() <= settings.bytes();
      if (!parts.isEmpty() && !fits) {
        break;
      }
      parts.add(each);
      bytes += each.heldBytes();
      if (!each.isLine()) {
        break;
      }
    }
    // Not where its first record is, which compaction may take away before this is tried again.
    long from = next >= 0 && parts.get(0).isLine() ? next : parts.get(0).offset();
    return new Parcel(this, topicId, parts, from, fresh);
  }

  /** It is in the store, or somewhere else for good. */
  void done(Parcel parcel) {
    busy = false;
    again = Long.MAX_VALUE;
    fresh = false;
    pause = Duration.ZERO;
    next = parcel.last() + 1;
    while (!waiting.isEmpty() && waiting.getFirst().offset() < next) {
      Gathered gone = waiting.removeFirst();
      heldBytes -= gone.heldBytes();
      alone -= gone.isLine() ? 0 : 1;
    }
  }

  /** It comes again, as it was cut, after a pause that grows. */
  void failed(Parcel parcel, long now) {
    busy = false;
    again = parcel.last();
    fresh = true;
    Duration twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    restingSince = now;
  }

  /** Nothing of it is delivered any more while it is ours. */
  void halts() {
    busy = false;
    halted = true;
    waiting.clear();
    heldBytes = 0;
    alone = 0;
  }

  /** The same, and nothing of it is committed: its offsets may be other records' by now. */
  void losesEnd() {
    boolean underWay = busy;
    halts();
    busy = underWay;
    endLost = true;
  }

  boolean halted() {
    return halted;
  }

  /** Another will have it: nothing more of it is begun. */
  void leaves() {
    leaving = true;
  }

  boolean busy() {
    return busy;
  }

  /** The offset to commit; -1 where it is committed already. */
  long toCommit() {
    return next > committed && !endLost ? next : -1;
  }

  /** The offset that its group has committed, or -1. */
  long committed() {
    return committed;
  }

  void committed(long offset) {
    committed = Math.max(committed, offset);
  }

  boolean knowsItsEnd() {
    return end != Long.MAX_VALUE;
  }

  void endsAt(long offset) {
    end = offset;
  }

  /** Notes how far it was read; all records before have been added. */
  void readUpTo(long position) {
    reached = reached || position >= end;
  }

  /** Whether all that was there at the start is delivered and committed, or nothing can be. */
  boolean finished() {
    return !busy && (halted || (reached && waiting.isEmpty() && toCommit() < 0));
  }

  /** What a partition is called. */
  static String name(String topic, int partition) {
    return topic + "/" + partition;
  }

  @Override
  public String toString() {
    return name(topic, partition);
  }
}
