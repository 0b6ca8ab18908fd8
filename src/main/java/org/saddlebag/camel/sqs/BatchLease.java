package org.saddlebag.camel.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.sqs.ReceivedMessage;
import org.saddlebag.sqs.SqsError;
import org.saddlebag.sqs.SqsQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The times for which gathered messages are ours alone; each ends where SQS does not extend it.
 * Safe for use by several threads.
 */
final class BatchLease implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final String flow;
  private final SqsQueue queue;
  private final Duration visibility;
  private final LongSupplier nanoTime;

  /** By message id; guarded by this. */
  private final Map<String, Term> terms = new LinkedHashMap<>();

  /** Fair, as an endless row of extensions must not keep what is done from going. */
  private final Lock asking = new ReentrantLock(true);

  private volatile boolean ended;

  /** A message, and until when it is ours. */
  private record Term(ReceivedMessage message, long until) {}

  /**
   * Of no message yet.
   *
   * @param visibility what messages are received with, and are extended by
   * @param nanoTime the time, as {@code System.nanoTime()}
   */
  BatchLease(String flow, SqsQueue queue, Duration visibility, LongSupplier nanoTime) {
    this.flow = flow;
    this.queue = queue;
    this.visibility = visibility;
    this.nanoTime = nanoTime;
  }

  /**
   * Begins with messages that have just come. SQS hides each since it gave it out, which was not
   * before it was asked for; when the answer came says nothing, as this process may have slept
   * meanwhile. One that is here already has come twice, and is known to SQS by its last receipt.
   *
   * @param asked when they were asked for
   */
  synchronized void add(List<ReceivedMessage> messages, long asked) {
    messages.forEach(
        each ->
            terms.put(each.id(), new Term(each.withoutContent(), asked + visibility.toNanos())));
  }

  /** Extends all from now on; what fails is tried again at the next turn, while it is ours. */
  @Override
  public void run() {
    List<BrokerUnavailable> failed = byTens(ids(), this::extend);
    if (!failed.isEmpty() && !ended) {
      LOG.warn(
          "{}: {} messages may come again meanwhile: {}",
          flow,
          failed.size(),
          failed.get(0).getMessage());
    }
  }

  /** Those of the ids that are ours at this moment. */
  private Collection<BrokerUnavailable> extend(List<String> ids) {
    List<ReceivedMessage> ours = held(ids);
    if (ended || ours.isEmpty()) {
      return List.of();
    }
    long asked = nanoTime.getAsLong();
    Map<ReceivedMessage, BrokerUnavailable> failed = queue.extend(ours, visibility);
    for (ReceivedMessage each : ours) {
      BrokerUnavailable why = failed.get(each);
      if (why == null) {
        extended(each, asked + visibility.toNanos());
      } else if (why.code() == SqsError.SQS_NOT_OURS) {
        extended(each, asked);
      }
    }
    return failed.values();
  }

  /** It may have come once more meanwhile, under another receipt. */
  private synchronized void extended(ReceivedMessage message, long until) {
    terms.computeIfPresent(
        message.id(), (id, term) -> term.message() == message ? new Term(message, until) : term);
  }

  /** The ids of those that are ours alone at this moment. */
  Set<String> held() {
    return held(ids()).stream().map(ReceivedMessage::id).collect(Collectors.toSet());
  }

  private synchronized List<String> ids() {
    return List.copyOf(terms.keySet());
  }

  /**
   * Does something to those that are still ours alone, as many at once as SQS takes; those are
   * extended no more, and all others are while they wait for their turn.
   *
   * @param how says of which messages it could not be done, and why
   * @return why not, for all of which it could not be done
   */
  List<BrokerUnavailable> letGo(
      List<String> ids,
      Function<List<ReceivedMessage>, Map<ReceivedMessage, BrokerUnavailable>> how) {
    return byTens(ids, some -> how.apply(take(some)).values());
  }

  /** One request at a time: none that extends may arrive behind one that gives the same back. */
  private List<BrokerUnavailable> byTens(
      List<String> ids, Function<List<String>, Collection<BrokerUnavailable>> request) {
    List<BrokerUnavailable> failed = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += SqsQueue.TOGETHER) {
      List<String> ten = ids.subList(from, Math.min(ids.size(), from + SqsQueue.TOGETHER));
      asking.lock();
      try {
        failed.addAll(request.apply(ten));
      } finally {
        asking.unlock();
      }
    }
    return failed;
  }

  private synchronized List<ReceivedMessage> take(Collection<String> ids) {
    List<ReceivedMessage> ours = held(ids);
    ids.forEach(terms::remove);
    return ours;
  }

  private synchronized List<ReceivedMessage> held(Collection<String> ids) {
    List<ReceivedMessage> held = new ArrayList<>();
    for (String id : ids) {
      Term term = terms.get(id);
      if (term != null && nanoTime.getAsLong() - term.until() < 0) {
        held.add(term.message());
      }
    }
    return held;
  }

  /** No more turns. */
  void end() {
    ended = true;
  }
}
