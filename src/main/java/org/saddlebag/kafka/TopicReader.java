package org.saddlebag.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * A member of a group that reads one topic. Every method but {@link #close} throws a failure of
 * ours where the brokers can't be reached or say no. For one thread.
 */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaSettings settings;
  private final String topic;
  private final boolean fromStart;
  private final Assignments assignments;

  TopicReader(
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaSettings settings,
      String topic,
      boolean fromStart,
      Assignments assignments) {
    this.consumer = consumer;
    this.settings = settings;
    this.topic = topic;
    this.fromStart = fromStart;
    this.assignments = assignments;
    consumer.subscribe(List.of(topic), new Rebalances());
  }

  /**
   * Waits for records, and keeps us in the group. A silent broker is no failure here.
   *
   * @param wait how long at most
   * @return in the order of their partitions; may be none
   */
  public List<TopicRecord> poll(Duration wait) {
    List<TopicRecord> records = new ArrayList<>();
    return ask(
        "read",
        () ->
            placed(
                () -> {
                  for (ConsumerRecord<byte[], byte[]> each : consumer.poll(wait)) {
                    records.add(new TopicRecord(each));
                  }
                  return records;
                },
                records));
  }

  /** A place that is missing, or is no longer in the topic, is given anew. */
  private <T> T placed(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (NoOffsetForPartitionException e) {
      begin(e.partitions());
    } catch (LogTruncationException e) {
      e.offsetOutOfRangePartitions().forEach(this::stop);
    } catch (OffsetOutOfRangeException e) {
      goOn(e.offsetOutOfRangePartitions());
    }
    return otherwise;
  }

  /** What was never committed has a place from now on, so that a restart begins there, too. */
  private void begin(Collection<TopicPartition> partitions) {
    if (fromStart) {
      consumer.seekToBeginning(partitions);
      return;
    }
    consumer.seekToEnd(partitions);
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    for (TopicPartition each : partitions) {
      places.put(each, new OffsetAndMetadata(consumer.position(each)));
    }
    consumer.commitSync(places);
  }

  /** With the oldest where older ones have gone; not at all where the end has gone. */
  private void goOn(Map<TopicPartition, Long> from) {
    Map<TopicPartition, Long> oldest = consumer.beginningOffsets(from.keySet());
    from.forEach(
        (partition, offset) -> {
          if (oldest.getOrDefault(partition, offset) > offset) {
            consumer.seekToBeginning(List.of(partition));
            assignments.gone(partition.partition(), offset);
          } else {
            stop(partition, offset);
          }
        });
  }

  /** Its end may be further than that again by now, with other records. */
  private void stop(TopicPartition partition, long offset) {
    consumer.pause(List.of(partition));
    assignments.truncated(partition.partition(), offset);
  }

  /**
   * Has further records fetched of some partitions only.
   *
   * @param partitions of those that are ours
   */
  public void fetchOnly(Set<Integer> partitions) {
    Set<TopicPartition> pause = new HashSet<>();
    Set<TopicPartition> resume = new HashSet<>();
    for (TopicPartition each : consumer.assignment()) {
      (partitions.contains(each.partition()) ? resume : pause).add(each);
    }
    consumer.pause(pause);
    consumer.resume(resume);
  }

  /**
   * Commits.
   *
   * @param next the offset to go on with, by partition; all ours
   * @return false where the group is about to be ordered anew, and nothing is committed
   */
  public boolean commit(Map<Integer, Long> next) {
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    next.forEach(
        (partition, offset) ->
            places.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
    return ask(
        "commit",
        () -> {
          try {
            consumer.commitSync(places);
            return true;
          } catch (CommitFailedException | RebalanceInProgressException e) {
            return false;
          }
        });
  }

  /**
   * Where partitions end at this moment.
   *
   * @param partitions any of the topic
   * @return the offset behind the last record that can be read
   */
  public Map<Integer, Long> ends(Collection<Integer> partitions) {
    return ask(
        "find the end",
        () -> {
          Map<Integer, Long> ends = new HashMap<>();
          consumer
              .endOffsets(partitions.stream().map(each -> new TopicPartition(topic, each)).toList())
              .forEach((partition, end) -> ends.put(partition.partition(), end));
          return ends;
        });
  }

  /**
   * How far a partition has been read.
   *
   * @param partition one of ours
   * @return the offset behind the last record or mark that a poll has passed; -1 where none has yet
   */
  public long position(int partition) {
    TopicPartition where = new TopicPartition(topic, partition);
    return ask("find the place", () -> placed(() -> consumer.position(where), -1L));
  }

  private <T> T ask(String act, Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw KafkaTroubles.of(act + " in topic '" + topic + "'", settings, e);
    }
  }

  /** Leaves the group; partitions that are still ours are revoked first. */
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(settings.answerTimeout()));
  }

  /** Hands on what the group decides. */
  private final class Rebalances implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<Integer, Long> places = new TreeMap<>();
      numbers(partitions).forEach(each -> places.put(each, -1L));
      if (!partitions.isEmpty()) {
        consumer
            .committed(Set.copyOf(partitions))
            .forEach(
                (partition, place) -> {
                  if (place != null) {
                    places.put(partition.partition(), place.offset());
                  }
                });
      }
      assignments.assigned(places);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      assignments.revoked(numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      assignments.lost(numbers(partitions));
    }

    private List<Integer> numbers(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::partition).toList();
    }
  }
}
