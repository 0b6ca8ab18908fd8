package org.saddlebag.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What this node alone remembers of batches: {@code STATE/message-batches/FLOW/}, one file each. A
 * file is gone when the broker has let go of all its messages, or after 14 days; a broker may give
 * one out once more, so that this process knows them for some time longer. Another node knows
 * nothing of this.
 */
final class OwnBatches extends MessageBatches {

  /**
   * So long a message may stay in a queue of Amazon SQS. Source: Amazon SQS Developer Guide,
   * "MessageRetentionPeriod".
   */
  private static final Duration REMEMBERED = Duration.ofDays(14);

  private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);

  private final Journal journal;
  private final String flow;
  private final NotedBatches files;
  private final InstantSource clock;
  private Instant looked;

  /** By the id of each message that the broker has not let go of. */
  private final Map<String, NotedBatch> byMessage = new HashMap<>();

  /** What the broker has let go of, and may give out once more. */
  private final KnownMessages gone;

  private final Duration comesAgain;

  private OwnBatches(
      Journal journal, String flow, NotedBatches files, Duration comesAgain, InstantSource clock) {
    this.journal = journal;
    this.flow = flow;
    this.files = files;
    this.clock = clock;
    this.gone = new KnownMessages(clock, comesAgain);
    this.comesAgain = comesAgain;
    this.looked = clock.instant();
    for (NotedBatch each : files.read(looked.minus(REMEMBERED))) {
      each.ended(receiptOf(each));
      each.messages().forEach(id -> byMessage.put(id, each));
    }
  }

  static OwnBatches open(
      Path stateDirectory, Journal journal, String flow, Duration comesAgain, InstantSource clock) {
    return new OwnBatches(journal, flow, new NotedBatches(stateDirectory, flow), comesAgain, clock);
  }

  private Optional<Receipt> receiptOf(NotedBatch noted) {
    return journal.open(flow, noted.source().name()).stream()
        .filter(open -> open.delivered() && open.receipt().source().equals(noted.source()))
        .map(OpenDelivery::receipt)
        .findFirst();
  }

  @Override
  public synchronized boolean delivered(String messageId) {
    NotedBatch noted = byMessage.get(messageId);
    return noted == null ? gone.has(messageId) : noted.state() == NotedBatch.State.DELIVERED;
  }

  @Override
  public void letGo(Collection<String> messageIds) {
    Set<NotedBatch> over = new LinkedHashSet<>();
    synchronized (this) {
      for (String id : messageIds) {
        if (delivered(id)) {
          gone.add(List.of(id));
        }
        NotedBatch noted = byMessage.remove(id);
        if (noted != null && noted.letGo(id)) {
          over.add(noted);
        }
      }
    }
    for (NotedBatch each : over) {
      files.remove(each);
      each.delivery().ifPresent(journal::releasedBefore);
    }
  }

  @Override
  DeliveryOrder begins(
      MessageBatch batch, ObjectDelivery deliveries, DeliveryOrder order, long lengthBytes) {
    begins(batch, earlier -> deliveries.settled(order.of(earlier)));
    return order;
  }

  /**
   * Settles what is in doubt and notes the batch.
   *
   * @param look finds the receipt of an earlier delivery
   */
  void begins(MessageBatch batch, Function<SourceDescription, Optional<Receipt>> look) {
    forgetWhatIsLeft();
    requireNotGone(batch);
    Set<NotedBatch.State> states = EnumSet.noneOf(NotedBatch.State.class);
    for (NotedBatch earlier : earlier(batch)) {
      if (!earlier.is(batch)) {
        NotedBatch.State state = settle(earlier, look);
        states.add(state);
        if (state == NotedBatch.State.UNDER_WAY) {
          waitsFor(batch, earlier);
        } else if (state == NotedBatch.State.NEVER_SENT) {
          batch.elsewhere().removeAll(Set.copyOf(earlier.messages()));
        }
      }
    }
    // All are settled by now, so that the messages go back once, however many batches they were in.
    if (states.contains(NotedBatch.State.UNDER_WAY)) {
      throw underWay();
    }
    if (states.contains(NotedBatch.State.DELIVERED)) {
      throw deliveredBefore();
    }
    note(batch);
  }

  private static void waitsFor(MessageBatch batch, NotedBatch earlier) {
    batch.messages().stream().filter(earlier.messages()::contains).forEach(batch.elsewhere()::add);
  }

  /** What has been in another batch and is in none any more was delivered with it, or may be. */
  private synchronized void requireNotGone(MessageBatch batch) {
    if (!byMessage.keySet().containsAll(batch.elsewhere())
        || batch.messages().stream().anyMatch(gone::has)) {
      throw deliveredBefore();
    }
  }

  /** Another node may have finished the messages of a batch; then nobody lets go of them here. */
  private void forgetWhatIsLeft() {
    List<NotedBatch> left;
    synchronized (this) {
      Instant now = clock.instant();
      if (now.isBefore(looked.plus(BETWEEN_LOOKS))) {
        return;
      }
      looked = now;
      Instant oldest = now.minus(REMEMBERED);
      left =
          byMessage.values().stream().filter(each -> each.isLeftSince(oldest)).distinct().toList();
      left.forEach(this::neverSent);
    }
    left.forEach(each -> each.delivery().ifPresent(journal::releasedBefore));
  }

  private synchronized Set<NotedBatch> earlier(MessageBatch batch) {
    Set<NotedBatch> earlier = new LinkedHashSet<>();
    for (String id : batch.messages()) {
      NotedBatch noted = byMessage.get(id);
      if (noted != null) {
        earlier.add(noted);
      }
    }
    return earlier;
  }

  /**
   * Nobody has it in hand: what is not in the store now was never sent as a whole. One thread asks,
   * and all others that want to know wait for what it hears.
   */
  private NotedBatch.State settle(
      NotedBatch earlier, Function<SourceDescription, Optional<Receipt>> look) {
    earlier.asking().lock();
    try {
      if (isToBeAsked(earlier)) {
        look.apply(earlier.source())
            .ifPresentOrElse(receipt -> ended(earlier, receipt), () -> neverSent(earlier));
      }
      return earlier.state();
    } finally {
      isAskedNoMore(earlier);
      earlier.asking().unlock();
    }
  }

  private synchronized boolean isToBeAsked(NotedBatch noted) {
    return noted.isToBeAsked();
  }

  private synchronized void isAskedNoMore(NotedBatch noted) {
    noted.isAskedNoMore();
  }

  private synchronized void ended(NotedBatch noted, Receipt receipt) {
    noted.ended(Optional.of(receipt));
  }

  /** The file goes first: as long as the batch is known, nobody notes the same one anew. */
  private void neverSent(NotedBatch noted) {
    files.remove(noted);
    forget(noted);
  }

  private void note(MessageBatch batch) {
    NotedBatch noted;
    synchronized (this) {
      Set<NotedBatch> earlier = earlier(batch);
      if (!earlier.stream().allMatch(each -> each.is(batch) && each.begins(batch))) {
        earlier.forEach(each -> waitsFor(batch, each));
        throw underWay();
      }
      if (!earlier.isEmpty()) {
        return;
      }
      requireNotGone(batch);
      batch.requireNotHeldFor(comesAgain, clock);
      noted = new NotedBatch(batch, clock.instant());
      for (String id : batch.messages()) {
        byMessage.put(id, noted);
      }
    }
    boolean written = false;
    try {
      files.write(noted);
      written = true;
    } finally {
      if (!written) {
        forget(noted);
      }
    }
  }

  private synchronized void forget(NotedBatch noted) {
    noted.neverSent();
    noted.messages().forEach(id -> byMessage.remove(id, noted));
  }

  @Override
  synchronized void ended(MessageBatch batch, Optional<Receipt> receipt) {
    NotedBatch noted = byMessage.get(batch.messages().get(0));
    if (noted != null && noted.belongsTo(batch)) {
      noted.ended(receipt);
    }
  }
}
