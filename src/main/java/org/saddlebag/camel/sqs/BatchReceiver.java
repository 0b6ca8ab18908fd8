package org.saddlebag.camel.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.batch.BatchGate;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.camel.queue.GatheredLines;
import org.saddlebag.delivery.MessageBatches;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.SqsQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the messages of a queue for one flow and gathers them, each thread for an object of its
 * own, on which it works before it receives more. Deletes what is in the store.
 */
final class BatchReceiver {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration NEXT_WAIT = Duration.ofSeconds(2);

  private final CamelContext context;
  private final String flow;
  private final SqsQueue queue;
  private final MessageReceiver.Pace pace;
  private final BatchSettings settings;
  private final FlowLedger ledger;
  private final MessageBatches memory;
  private final BatchGate gate;
  private final BatchWork work;
  private final QueueLook look;
  private final Receivers receivers;

  BatchReceiver(
      CamelContext context,
      String flow,
      SqsQueue queue,
      MessageReceiver.Pace pace,
      BatchSettings settings,
      FlowLedger ledger,
      MessageBatches memory,
      BatchWork work) {
    this.context = context;
    this.flow = flow;
    this.queue = queue;
    this.pace = quick(pace);
    this.settings = settings;
    this.ledger = ledger;
    this.memory = memory;
    this.gate = new BatchGate(flow, memory, ledger);
    this.work = work;
    this.look =
        new QueueLook(flow, queue, this.pace, ledger, since -> ledger.foundNothing(flow, since));
    // A batch may take a thousand requests to extend, so that none waits for another's.
    this.receivers =
        new Receivers(context, flow, queue, pace.parallel(), pace.parallel(), this::take);
  }

  /** Waits are short against the time for which a message is ours, should an answer come late. */
  private static MessageReceiver.Pace quick(MessageReceiver.Pace pace) {
    long turn = pace.visibility().dividedBy(MessageReceiver.EXTENSIONS).toSeconds();
    return new MessageReceiver.Pace(
        pace.parallel(),
        pace.visibility(),
        shorter(pace.patience(), longer(Duration.ofSeconds(turn), SHORTEST_WAIT)),
        pace.later());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  Receivers receivers() {
    return receivers;
  }

  private Runnable take() throws InterruptedException {
    if (gate.isShut()) {
      TimeUnit.NANOSECONDS.sleep(BatchGate.PAUSE.toNanos());
      return null;
    }
    Instant since = Instant.now();
    long asked = System.nanoTime();
    List<ReceivedMessage> found = look.take(settings.messages(), receivers::receiving);
    return found.isEmpty() ? null : () -> work(found, since, asked);
  }

  /** What has come by now is given back where the threads are to stop, and else delivered. */
  private void work(List<ReceivedMessage> found, Instant since, long asked) {
    if (!receivers.receiving()) {
      sayLater(queue.extend(found, Duration.ZERO).size());
      return;
    }
    GatheredMessages gathered =
        new GatheredMessages(
            new GatheredLines(flow, settings, memory, since),
            settings,
            queue.keepsOrder(),
            new BatchLease(flow, queue, pace.visibility(), System::nanoTime));
    ScheduledFuture<?> turns = receivers.everyMillis(gathered.lease(), turn().toMillis());
    try {
      gathered.lines().waits(ledger);
      add(found, asked, gathered);
      gather(gathered);
      handle(gathered);
    } finally {
      gathered.lease().end();
      turns.cancel(false);
      gathered.lines().waitsNoMore(ledger);
    }
  }

  /** Nobody wakes who waits here: its waits are short, so that it sees soon that it is to stop. */
  private void gather(GatheredMessages gathered) {
    long until = System.nanoTime() + settings.time().toNanos();
    while (receivers.receiving() && !gathered.isFull()) {
      Duration left = Duration.ofNanos(until - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        return;
      }
      try {
        long asked = System.nanoTime();
        add(queue.receive(gathered.room(), pace.visibility(), patience(left)), asked, gathered);
      } catch (RuntimeException e) {
        LOG.debug("{}: no more messages are waited for: {}", flow, e.toString());
        return;
      }
    }
  }

  /** An answer that took long has left too little time until the next turn. */
  private void add(List<ReceivedMessage> found, long asked, GatheredMessages gathered) {
    gathered.add(found, asked);
    if (System.nanoTime() - asked > turn().toNanos()) {
      gathered.lease().run();
    }
  }

  private Duration turn() {
    return pace.visibility().dividedBy(MessageReceiver.EXTENSIONS);
  }

  private Duration patience(Duration left) {
    Duration whole = longer(Duration.ofSeconds(left.toSeconds()), SHORTEST_WAIT);
    return shorter(whole, shorter(NEXT_WAIT, longer(pace.patience(), SHORTEST_WAIT)));
  }

  private void handle(GatheredMessages gathered) {
    if (!receivers.receiving()) {
      hideFor(gathered.ids(), gathered.lease(), Duration.ZERO);
      return;
    }
    Set<String> lapsed = gathered.lapsed();
    if (!lapsed.isEmpty()) {
      LOG.debug("{}: {} messages are not ours alone any more", flow, lapsed.size());
      if (queue.keepsOrder()) {
        hideFor(gathered.ids(), gathered.lease(), Duration.ZERO);
        return;
      }
      gathered.drop(lapsed);
    }
    gathered.dropDelivered();
    List<String> done = new ArrayList<>(gathered.known());
    for (UnfitMessage each : gathered.unfit()) {
      end(work.work(each.message(), each.why()), List.of(each.message().id()), gathered, done);
    }
    if (!gathered.lines().isEmpty()) {
      end(work.work(gathered.lines()), gathered.inLines(), gathered, done);
    }
    delete(done, gathered.lease());
    GatheredLines.tellKnown(flow, gathered.known().size());
    // They come once what was before them in their group has ended.
    hideFor(gathered.behindUnfit(), gathered.lease(), Duration.ZERO);
  }

  private void end(
      MessageWork.End end, List<String> ids, GatheredMessages gathered, List<String> done) {
    switch (end) {
      case DONE -> done.addAll(ids);
      case STAYS -> {}
      case AGAIN -> hideFor(ids, gathered.lease(), Duration.ZERO);
      case LATER -> hideFor(ids, gathered.lease(), pace.later());
      case BROKEN_OFF -> {
        // Else the visibility timeout is the pause.
        if (!receivers.receiving() || context.isStopping()) {
          hideFor(ids, gathered.lease(), Duration.ZERO);
        }
      }
    }
  }

  /** What is not ours alone any more comes again, and is known then. */
  private void delete(List<String> ids, BatchLease lease) {
    List<String> gone = new ArrayList<>();
    List<BrokerUnavailable> failed = List.of();
    try {
      failed = lease.letGo(ids, some -> delete(some, gone));
    } finally {
      // Behind the lease's requests, which may not wait for whoever remembers.
      memory.letGo(gone);
    }
    if (gone.size() < ids.size()) {
      LOG.warn(
          "{}: {} of {} messages are still in {}, and will be known when they come again: {}",
          flow,
          ids.size() - gone.size(),
          ids.size(),
          queue,
          failed.stream()
              .findFirst()
              .map(BrokerUnavailable::getMessage)
              .orElse("they are not ours alone any more"));
    }
    failed.stream().findFirst().ifPresent(why -> ledger.retried(flow, why));
  }

  private Map<ReceivedMessage, BrokerUnavailable> delete(
      List<ReceivedMessage> some, List<String> gone) {
    Map<ReceivedMessage, BrokerUnavailable> left = queue.delete(some);
    some.stream()
        .filter(each -> !left.containsKey(each))
        .map(ReceivedMessage::id)
        .forEach(gone::add);
    return left;
  }

  private void hideFor(List<String> ids, BatchLease lease, Duration span) {
    List<BrokerUnavailable> failed = lease.letGo(ids, some -> queue.extend(some, span));
    sayLater(failed.size());
  }

  private void sayLater(int count) {
    if (count > 0) {
      LOG.debug("{}: {} messages come again at another time", flow, count);
    }
  }
}
