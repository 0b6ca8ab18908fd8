package org.saddlebag.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of a queue that are delivered together, as one object: from their gathering until the
 * broker has forgotten them. What they are known by follows from their ids, in their order, so that
 * the same messages in the same order find their object again. Used by one thread at a time.
 */
public final class MessageBatch {

  /** In the object's metadata: how many messages it holds. */
  private static final String COUNT = "saddlebag-records";

  private final MessageBatches memory;
  private final SourceDescription description;
  private final List<String> messages;
  private final Instant since;

  /** Messages that were in another batch when this one was tried before. */
  private final Set<String> elsewhere = new HashSet<>();

  /**
   * A batch whose delivery has not begun.
   *
   * @param memory knows what became of earlier batches
   * @param messages their ids, at least one, each once
   * @param sizeBytes how long the content is in all
   * @param firstSent when the first was sent, or null
   * @param since when the first was asked for
   */
  MessageBatch(
      MessageBatches memory,
      List<String> messages,
      long sizeBytes,
      Instant firstSent,
      Instant since) {
    this.memory = memory;
    this.messages = List.copyOf(messages);
    this.since = since;
    this.description =
        new SourceDescription(
            messages.get(0), sizeBytes, firstSent, DeliveryIds.of(parts(messages, sizeBytes)));
  }

  /** What was sent twice under one id has another length, or is the same as far as we know. */
  private static String[] parts(List<String> messages, long sizeBytes) {
    String[] parts = messages.toArray(new String[messages.size() + 1]);
    parts[messages.size()] = String.valueOf(sizeBytes);
    return parts;
  }

  List<String> messages() {
    return messages;
  }

  Set<String> elsewhere() {
    return elsewhere;
  }

  /**
   * To be called when nobody else can note the messages any more: what others have let go of since
   * they were asked for must have been known until now.
   *
   * @param known how long what was let go of is known
   * @throws org.saddlebag.errors.StoreUnavailable {@code DELIVERED_BEFORE} where this process may
   *     have slept for longer; what is still in the queue comes again
   */
  void requireNotHeldFor(Duration known, InstantSource clock) {
    if (!clock.instant().isBefore(since.plus(known))) {
      throw MessageBatches.deliveredBefore();
    }
  }

  SourceDescription description() {
    return description;
  }

  String deliveryId(String flow) {
    return deliveryId(flow, description);
  }

  static String deliveryId(String flow, SourceDescription batch) {
    return DeliveryIds.of("batch", flow, batch.identity());
  }

  /**
   * Our own metadata of the object.
   *
   * @return by name
   */
  public Map<String, String> marks() {
    return Map.of(COUNT, String.valueOf(messages.size()));
  }

  /**
   * To be called before each attempt: makes sure that none of the messages is in an object already,
   * as far as this node knows, or all nodes of a flow that is shared, and notes them. That lasts
   * when this returns.
   *
   * @param deliveries is asked for what became of earlier batches
   * @param order what is to be delivered
   * @param lengthBytes how long the object is, -1 when unknown
   * @return the order to be followed
   * @throws org.saddlebag.errors.StoreUnavailable {@code DELIVERED_BEFORE} if one is; it has to
   *     come again, as {@link MessageBatches#delivered} knows it from now on. {@code UNDER_WAY}, to
   *     be tried again, if one is in another batch at this moment, or {@code EARLIER_UNSEEN}, if
   *     the store does not tell whether an earlier batch arrived
   * @throws org.saddlebag.errors.DatabaseUnavailable if nobody knows what other nodes do
   * @throws org.saddlebag.errors.SaddlebagException as {@link ObjectDelivery#alreadyDelivered}
   */
  public DeliveryOrder begins(ObjectDelivery deliveries, DeliveryOrder order, long lengthBytes) {
    return memory.begins(this, deliveries, order, lengthBytes);
  }

  /**
   * The store has the object.
   *
   * @param receipt its proof
   */
  public void delivered(Receipt receipt) {
    memory.ended(this, Optional.of(receipt));
  }

  /** It was given up for now, and nobody knows whether the store has the object. */
  public void failed() {
    memory.ended(this, Optional.empty());
  }
}
