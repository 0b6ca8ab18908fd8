package org.saddlebag.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.saddlebag.errors.DatabaseUnavailable;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all nodes that share a flow remember of its batches. A message is in one batch at most, and
 * a batch in one node's hands. Whoever comes to a message of a batch whose sender is not heard of
 * any more takes that batch over and asks the store first: either all its messages are delivered,
 * or none is, and nothing of it can appear any more.
 */
final class SharedBatches extends MessageBatches {

  private static final Logger LOG = LoggerFactory.getLogger(SharedBatches.class);

  private final JsonLines json = new JsonLines();
  private final BatchRegister register;
  private final Journal journal;
  private final String flow;
  private final Duration comesAgain;
  private final InstantSource clock;
  private final KnownMessages known;

  /** By the batches' names. */
  private final Map<String, BatchInHand> inHand = new ConcurrentHashMap<>();

  /** Batches that were given up and are not given back, by their names. */
  private final Map<String, BatchInHand> untold = new ConcurrentHashMap<>();

  SharedBatches(
      BatchRegister register,
      Journal journal,
      String flow,
      Duration comesAgain,
      InstantSource clock) {
    this.register = register;
    this.journal = journal;
    this.flow = flow;
    this.comesAgain = comesAgain;
    this.clock = clock;
    this.known = new KnownMessages(clock);
  }

  @Override
  public boolean delivered(String messageId) {
    return known.has(messageId);
  }

  @Override
  public void look(Collection<String> messageIds) {
    try {
      Map<String, String> holding = register.holding(messageIds);
      Set<String> delivered = register.delivered(new LinkedHashSet<>(holding.values()));
      known.add(
          holding.keySet().stream().filter(id -> delivered.contains(holding.get(id))).toList());
    } catch (DatabaseUnavailable e) {
      LOG.debug("{}: nobody tells what other nodes have delivered: {}", flow, e.getMessage());
    }
  }

  @Override
  public void letGo(Collection<String> messageIds) {
    known.remove(messageIds);
    register.letGo(messageIds);
  }

  @Override
  public Optional<SaddlebagException> trouble() {
    Optional<SaddlebagException> trouble = register.trouble();
    if (trouble.isEmpty()) {
      tellUntold();
    }
    return trouble.or(register::trouble);
  }

  @Override
  DeliveryOrder begins(
      MessageBatch batch, ObjectDelivery deliveries, DeliveryOrder order, long lengthBytes) {
    tellUntold();
    String name = register.name(batch.description().identity());
    BatchInHand hand = inHand.computeIfAbsent(name, each -> new BatchInHand(batch, flow));
    if (hand.owner != batch) {
      throw waitsFor(batch);
    }
    if (!hand.isHeld()) {
      hand.takes(take(name, batch));
    }
    boolean found =
        !hand.noted && hand.lease.takenOver() && find(name, hand, deliveries, order).isPresent();
    if (!hand.noted && !found) {
      note(name, hand, deliveries, order, lengthBytes);
    }
    return order.of(order.source(), hand.note.bucket(), hand.note.objectKey(), again(order, hand));
  }

  /** Nobody needs what was noted of an earlier attempt any more, save whom nobody must rely on. */
  private void note(
      String name,
      BatchInHand hand,
      ObjectDelivery deliveries,
      DeliveryOrder order,
      long lengthBytes) {
    MessageBatch batch = hand.owner;
    requireNotGone(batch);
    BatchNote before = hand.note;
    BatchNote now =
        new BatchNote(
                batch.description(),
                order.bucket(),
                order.objectKey(),
                lengthBytes,
                before == null ? null : before.deliveryId())
            .inStepWith(journal, flow);
    byte[] line = json.line(now);
    if (before != null || !hand.lease.note(line, batch.messages())) {
      Map<String, String> holding = new HashMap<>(register.holding(batch.messages()));
      if (before == null && holding.isEmpty()) {
        throw deliveredBefore();
      }
      boolean other = before == null ? holding.containsValue(name) : !before.equals(now);
      settleOthers(name, batch, holding, deliveries, order);
      List<String> missing =
          batch.messages().stream().filter(id -> !holding.containsKey(id)).toList();
      if (!missing.isEmpty() && !hand.lease.note(line, missing)) {
        throw waitsFor(batch);
      }
      if (other) {
        hand.lease.rewrite(line);
      }
    }
    hand.requireFresh(now, comesAgain, clock);
    hand.note = now;
    hand.noted = true;
    hand.mayBeSent = true;
  }

  private BatchRegister.Lease take(String name, MessageBatch batch) {
    BatchRegister.Whose whose = register.take(name);
    if (whose instanceof BatchRegister.Ours ours) {
      return ours.lease();
    }
    if (whose instanceof BatchRegister.Delivered) {
      known.add(batch.messages());
      throw deliveredBefore();
    }
    throw waitsFor(batch);
  }

  private StoreUnavailable waitsFor(MessageBatch batch) {
    batch.elsewhere().addAll(register.holding(batch.messages()).keySet());
    return underWay();
  }

  /** What has been in another batch and is in none any more was delivered with it, or may be. */
  private void requireNotGone(MessageBatch batch) {
    Set<String> elsewhere = batch.elsewhere();
    if (!elsewhere.isEmpty() && register.holding(elsewhere).size() < elsewhere.size()) {
      throw deliveredBefore();
    }
  }

  private DeliveryOrder.Again again(DeliveryOrder order, BatchInHand hand) {
    boolean likely = order.again().likely() || hand.lease.takenOver();
    return order.again().fenced(hand.note.idIn(flow), likely, hand);
  }

  /**
   * Settles all that is in doubt, so that the messages go back once, however many batches they were
   * in.
   *
   * @param holding the batches of the messages; those that were never sent are taken out
   */
  private void settleOthers(
      String name,
      MessageBatch batch,
      Map<String, String> holding,
      ObjectDelivery deliveries,
      DeliveryOrder order) {
    Set<String> others = new LinkedHashSet<>(holding.values());
    others.remove(name);
    Set<NotedBatch.State> states = EnumSet.noneOf(NotedBatch.State.class);
    for (String other : others) {
      NotedBatch.State state = settle(other, batch, deliveries, order);
      states.add(state);
      List<String> messages =
          batch.messages().stream().filter(id -> other.equals(holding.get(id))).toList();
      if (state == NotedBatch.State.DELIVERED) {
        known.add(messages);
      } else if (state == NotedBatch.State.NEVER_SENT) {
        holding.values().removeIf(other::equals);
        messages.forEach(batch.elsewhere()::remove);
      } else {
        batch.elsewhere().addAll(messages);
      }
    }
    if (states.contains(NotedBatch.State.UNDER_WAY)) {
      throw underWay();
    }
    if (states.contains(NotedBatch.State.DELIVERED)) {
      throw deliveredBefore();
    }
  }

  /** What became of another batch; one thread of one node asks the store. */
  private NotedBatch.State settle(
      String other, MessageBatch batch, ObjectDelivery deliveries, DeliveryOrder order) {
    BatchInHand hand = new BatchInHand(batch, flow);
    if (inHand.putIfAbsent(other, hand) != null) {
      return NotedBatch.State.UNDER_WAY;
    }
    try {
      BatchRegister.Whose whose = register.take(other);
      if (whose instanceof BatchRegister.Ours ours) {
        hand.takes(ours.lease());
        return ask(other, hand, deliveries, order);
      }
      return whose instanceof BatchRegister.Delivered
          ? NotedBatch.State.DELIVERED
          : NotedBatch.State.UNDER_WAY;
    } finally {
      inHand.remove(other, hand);
    }
  }

  private NotedBatch.State ask(
      String other, BatchInHand hand, ObjectDelivery deliveries, DeliveryOrder order) {
    boolean settled = false;
    try {
      Optional<Receipt> receipt = find(other, hand, deliveries, order);
      if (hand.note == null && !hand.lease.takenOver()) {
        // It was let go of, or freed, since its messages were found in it.
        hand.lease.drop();
        settled = true;
        return NotedBatch.State.UNDER_WAY;
      }
      if (receipt.isPresent()) {
        hand.lease.delivered();
        journal.releasedBefore(receipt.get().delivery());
      } else {
        hand.lease.neverSent(hand.note != null && hand.note.deliveryId() != null);
      }
      settled = true;
      return receipt.isPresent() ? NotedBatch.State.DELIVERED : NotedBatch.State.NEVER_SENT;
    } finally {
      if (!settled) {
        hand.lease.giveBack();
      }
    }
  }

  /** What an earlier attempt has left; where it is not there, nothing of it can appear any more. */
  private Optional<Receipt> find(
      String name, BatchInHand hand, ObjectDelivery deliveries, DeliveryOrder order) {
    BatchNote noted = noteOf(name).orElse(null);
    hand.note = noted;
    hand.mayBeSent = noted != null;
    if (noted == null) {
      return Optional.empty();
    }
    BatchNote note = noted.inStepWith(journal, flow);
    if (!note.equals(noted)) {
      hand.lease.rewrite(json.line(note));
      hand.note = note;
    }
    DeliveryOrder.Again again =
        DeliveryOrder.Again.together(note.idIn(flow), true, Map.of())
            .fenced(note.idIn(flow), true, hand);
    return deliveries.takenOver(
        order.of(note.source(), note.bucket(), note.objectKey(), again), note.lengthBytes());
  }

  private Optional<BatchNote> noteOf(String name) {
    Optional<byte[]> bytes = register.read(name);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Optional<BatchNote> note =
        json.parse(new String(bytes.get(), StandardCharsets.UTF_8), BatchNote.class)
            .filter(each -> each.source() != null)
            .filter(each -> each.bucket() != null && each.objectKey() != null);
    if (note.isEmpty()) {
      throw Takeover.unseen("what is noted of it can't be read", null);
    }
    return note;
  }

  /** With the proof it is delivered for all nodes, and the journal needs to know no more. */
  @Override
  void ended(MessageBatch batch, Optional<Receipt> receipt) {
    String name = register.name(batch.description().identity());
    BatchInHand hand = inHand.get(name);
    if (hand == null || hand.owner != batch) {
      return;
    }
    if (receipt.isEmpty()) {
      leave(name, hand);
      return;
    }
    try {
      known.add(batch.messages());
      hand.lease.delivered();
      journal.released(receipt.get().delivery());
    } finally {
      inHand.remove(name, hand);
    }
  }

  /** As long as nobody else knows on what nobody must rely, nobody else may decide. */
  private void leave(String name, BatchInHand hand) {
    if (hand.lease != null && !hand.tells()) {
      untold.put(name, hand);
      return;
    }
    try {
      if (hand.lease != null && hand.mayBeSent) {
        hand.lease.giveBack();
      } else if (hand.lease != null) {
        hand.lease.drop();
      }
    } finally {
      inHand.remove(name, hand);
    }
  }

  private void tellUntold() {
    for (String name : Set.copyOf(untold.keySet())) {
      BatchInHand hand = untold.remove(name);
      if (hand != null) {
        leave(name, hand);
      }
    }
  }
}
