package org.saddlebag.camel.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.queue.Reach;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.kafka.Assignments;
import org.saddlebag.kafka.Kafka;
import org.saddlebag.kafka.KafkaError;
import org.saddlebag.kafka.TopicReader;
import org.saddlebag.kafka.TopicRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that speaks to Kafka for a flow. It polls all the time, however long deliveries
 * take, so that the group knows that we are there; fetches no more than may wait; and commits what
 * is proven.
 */
final class PollLoop implements Assignments, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private static final Duration WAIT = Duration.ofMillis(100);

  /** A client tells nobody that its brokers are away: they are asked, so often. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS_ONCE = Duration.ofSeconds(1);

  /** What is under way when a partition goes to another gets so much time to end. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);

  private final Kafka kafka;
  private final KafkaTopicEndpoint settings;
  private final String flow;
  private final Partitions partitions;
  private final FlowLedger ledger;
  private final Reach reach;
  private final Runnable dispatch;
  private TopicReader reader;
  private String topicId;
  private boolean anew;
  private boolean joined;
  private volatile boolean away;
  private long nextLook;
  private volatile boolean receiving = true;
  private volatile boolean ended;

  /**
   * Nobody is spoken to yet.
   *
   * @param dispatch hands out what is ripe
   */
  /** Partitions that have lost their end, and what their group had committed then. */
  private final Map<Integer, Long> lostEnds = new HashMap<>();

  PollLoop(
      Kafka kafka,
      KafkaTopicEndpoint settings,
      String flow,
      Partitions partitions,
      FlowLedger ledger,
      Runnable dispatch) {
    this.kafka = kafka;
    this.settings = settings;
    this.flow = flow;
    this.partitions = partitions;
    this.ledger = ledger;
    this.reach = new Reach(flow, kafka, ledger);
    this.dispatch = dispatch;
  }

  /** Takes nothing new; what is under way can end and is committed. */
  void drain() {
    receiving = false;
  }

  /** Takes up work again. */
  void goOn() {
    receiving = true;
  }

  /** While nothing can be committed nothing is begun, as what is done would be done again. */
  boolean receives() {
    return receiving && !away;
  }

  /** Commits what is proven by now, leaves the group, and ends. */
  void end() {
    ended = true;
  }

  @Override
  public void run() {
    while (!ended) {
      try {
        read();
      } catch (RuntimeException | Error e) {
        // A record may be larger than memory, and nobody would see that nothing is read any more.
        forget(partitions.all());
        pauseAfter(e);
      }
    }
  }

  private void read() {
    topicId = kafka.look(settings.getTopic());
    partitions.comeFrom(topicId);
    if (anew) {
      lostEnds.clear();
    }
    anew = false;
    joined = false;
    looked();
    try (TopicReader opened = join()) {
      reader = opened;
      while (!ended && !anew) {
        turn();
      }
      if (anew) {
        forget(partitions.all());
      }
    }
  }

  private TopicReader join() {
    String group = settings.getGroup().isBlank() ? "saddlebag-" + flow : settings.getGroup();
    boolean fromStart = settings.getAutoOffsetReset() == OffsetStart.earliest;
    return kafka.join(settings.getTopic(), group, fromStart, this);
  }

  private void turn() {
    List<TopicRecord> records = reader.poll(WAIT);
    if (!records.isEmpty()) {
      reach.answered();
    }
    if (settings.isOnce() && !partitions.endless().isEmpty()) {
      partitions.endAt(reader.ends(partitions.endless())).forEach(this::truncated);
    }
    partitions.add(records);
    if (settings.isOnce() && !away) {
      partitions.going().forEach(each -> partitions.readUpTo(each, reader.position(each)));
    }
    reader.fetchOnly(receives() ? partitions.wanting() : java.util.Set.of());
    dispatch.run();
    if (!away) {
      commit(partitions.all());
    }
    look();
    noteTheEnd();
  }

  /** Where nothing is left, another flow may still give us something to do. */
  private void noteTheEnd() {
    long events = ledger.events();
    if (settings.isOnce() && joined && !away && !anew && partitions.finished()) {
      reach.answered();
      ledger.foundNothing(flow, events);
    }
  }

  private void commit(Collection<Integer> of) {
    Map<Integer, Long> proven = partitions.proven(of);
    if (!proven.isEmpty() && reader.commit(proven)) {
      partitions.committed(proven);
    }
  }

  /** A topic that was made anew has other records under the same offsets. */
  private void look() {
    if (System.nanoTime() - nextLook < 0) {
      return;
    }
    try {
      anew = !topicId.equals(kafka.look(settings.getTopic()));
      looked();
      if (joined) {
        reach.answered();
      }
    } catch (RuntimeException e) {
      away = true;
      nextLook = System.nanoTime() + reach.failed(Failures.ours(e)).toNanos();
    }
  }

  /** Who may look may yet be kept out of the group, or from reading: a trouble lasts until then. */
  private void looked() {
    away = false;
    Duration pause = settings.isOnce() ? BETWEEN_LOOKS_ONCE : BETWEEN_LOOKS;
    nextLook = System.nanoTime() + pause.toNanos();
  }

  private void pauseAfter(Throwable failure) {
    if (ended) {
      return;
    }
    long until = System.nanoTime() + reach.failed(Failures.ours(failure)).toNanos();
    try {
      while (!ended && System.nanoTime() - until < 0) {
        Thread.sleep(WAIT.toMillis());
      }
    } catch (InterruptedException e) {
      ended = true;
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void assigned(Map<Integer, Long> added) {
    joined = true;
    partitions.assigned(added);
    // Others may have filled it again; whoever mends it sets the group's offset.
    added.entrySet().stream()
        .filter(each -> each.getValue().equals(lostEnds.get(each.getKey())))
        .forEach(each -> truncated(each.getKey(), each.getValue()));
  }

  /** What stops one of them is no longer ours to tell of, unless it is the last that we tell. */
  private void forget(Collection<Integer> gone) {
    partitions.drop(gone);
    if (!ended) {
      gone.forEach(each -> ledger.goesOn(flow, PartitionQueue.name(settings.getTopic(), each)));
    }
  }

  /** What is proven in time is committed; what is not, its next owner finds in the store. */
  @Override
  public void revoked(Collection<Integer> gone) {
    try {
      partitions.awaitEnd(gone, LAST_WORDS);
      if (!anew) {
        commit(gone);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn(
          "{}: {} of {} go to another without their last commit, which finds its objects: {}",
          flow,
          gone,
          settings.getTopic(),
          e.getMessage());
    } finally {
      forget(gone);
    }
  }

  @Override
  public void lost(Collection<Integer> gone) {
    LOG.warn("{}: partitions {} of {} were lost to another", flow, gone, settings.getTopic());
    forget(gone);
  }

  /** What stands there now may be other than what was delivered from the same offsets. */
  @Override
  public void truncated(int partition, long from) {
    // Or it was made anew.
    nextLook = System.nanoTime();
    SaddlebagException why =
        new Refused(
            KafkaError.KAFKA_TRUNCATED,
            "partition %d of topic '%s' has lost its end: it ended before offset %d, to which the flow"
                    .formatted(partition, settings.getTopic(), from)
                + " has come");
    partitions
        .losesEnd(partition)
        .ifPresent(
            committed -> {
              LOG.error("{}: {}: {}", flow, why.code().id(), why.what());
              ledger.halts(flow, PartitionQueue.name(settings.getTopic(), partition), why);
              lostEnds.put(partition, committed);
            });
  }

  @Override
  public void gone(int partition, long from) {
    nextLook = System.nanoTime();
    ledger.begins(flow);
    ledger.failed(
        flow,
        "%s/%d from offset %d on".formatted(settings.getTopic(), partition, from),
        1,
        new Refused(
            KafkaError.KAFKA_RECORDS_GONE,
            "partition %d of topic '%s' no longer has offset %d, where this flow was to go on"
                .formatted(partition, settings.getTopic(), from)));
  }
}
