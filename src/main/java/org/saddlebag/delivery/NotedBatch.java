package org.saddlebag.delivery;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A batch of messages as {@link OwnBatches} remembers it, and guards it. */
final class NotedBatch {

  /** What is known of its object. */
  enum State {
    /** It is being sent. */
    UNDER_WAY,
    /** Nobody has seen the end of its delivery. */
    DOUBTFUL,
    /** The store is being asked. */
    ASKED,
    /** It is not in the store, and nobody will send it. */
    NEVER_SENT,
    /** It is in the store. */
    DELIVERED
  }

  /**
   * What is on the disk.
   *
   * @param source what it is known by in the journal
   * @param messages the ids of all its messages
   */
  record Line(SourceDescription source, List<String> messages) {}

  private final Line line;
  private final Instant since;

  /** Held while the store is asked. */
  private final Lock asking = new ReentrantLock();

  /** The messages that the broker has not let go of. */
  private final Set<String> left;

  private MessageBatch owner;
  private volatile State state;
  private String delivery;

  /** One that begins. */
  NotedBatch(MessageBatch batch, Instant since) {
    this(new Line(batch.description(), batch.messages()), since);
    this.owner = batch;
    this.state = State.UNDER_WAY;
  }

  /** One that an earlier process has begun. */
  NotedBatch(Line line, Instant since) {
    this.line = line;
    this.since = since;
    this.left = new HashSet<>(line.messages());
    this.state = State.DOUBTFUL;
  }

  Line line() {
    return line;
  }

  SourceDescription source() {
    return line.source();
  }

  List<String> messages() {
    return line.messages();
  }

  State state() {
    return state;
  }

  /** The id of the delivery that the journal is to forget in the end. */
  Optional<String> delivery() {
    return Optional.ofNullable(delivery);
  }

  Lock asking() {
    return asking;
  }

  /** Whether it is made of the same messages. */
  boolean is(MessageBatch batch) {
    return line.source().equals(batch.description());
  }

  boolean belongsTo(MessageBatch batch) {
    return owner == batch;
  }

  /** The same messages are sent once more; false where somebody else has to do with them. */
  boolean begins(MessageBatch batch) {
    if (state == State.ASKED || (state == State.UNDER_WAY && owner != batch)) {
      return false;
    }
    owner = batch;
    state = State.UNDER_WAY;
    return true;
  }

  void ended(Optional<Receipt> receipt) {
    state = receipt.isPresent() ? State.DELIVERED : State.DOUBTFUL;
    delivery = receipt.map(Receipt::delivery).orElse(null);
  }

  /** Whether there is something to be asked; then nobody sends it before there is an answer. */
  boolean isToBeAsked() {
    if (state != State.DOUBTFUL) {
      return false;
    }
    state = State.ASKED;
    return true;
  }

  /** Where there was no answer, it is as doubtful as before. */
  void isAskedNoMore() {
    if (state == State.ASKED) {
      state = State.DOUBTFUL;
    }
  }

  /** Whether it was noted before then, and nobody has to do with it. */
  boolean isLeftSince(Instant oldest) {
    return since.isBefore(oldest) && (state == State.DOUBTFUL || state == State.DELIVERED);
  }

  void neverSent() {
    state = State.NEVER_SENT;
  }

  /** Whether this was the last. */
  boolean letGo(String message) {
    left.remove(message);
    return left.isEmpty();
  }
}
