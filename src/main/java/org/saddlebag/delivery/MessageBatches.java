package org.saddlebag.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;

/**
 * What is remembered of the batches of one flow that the broker may not have forgotten yet. A batch
 * that comes again may come in other company, under another id; then this tells which of its
 * messages are in an object already. Safe for use by several threads.
 */
public abstract sealed class MessageBatches permits OwnBatches, SharedBatches {

  /** For the two kinds that there are. */
  MessageBatches() {}

  /**
   * Opens the memory of a flow whose messages this node alone remembers.
   *
   * @param stateDirectory the state folder
   * @param journal knows the deliveries of this node
   * @param flow the flow's name
   * @param comesAgain how long a message may still come again that the broker has let go of
   * @return the memory; one for each flow
   * @throws org.saddlebag.errors.FileUnavailable if it can't be read
   */
  public static MessageBatches open(
      Path stateDirectory, Journal journal, String flow, Duration comesAgain) {
    return OwnBatches.open(stateDirectory, journal, flow, comesAgain, InstantSource.system());
  }

  /**
   * The memory of a flow that several nodes have in common.
   *
   * @param register what they agree by
   * @param journal knows the deliveries of this node
   * @param flow the flow's name, the same on all nodes
   * @param comesAgain how long what the broker has let go of is known there
   * @return the memory; one for each flow
   */
  public static MessageBatches shared(
      BatchRegister register, Journal journal, String flow, Duration comesAgain) {
    return new SharedBatches(register, journal, flow, comesAgain, InstantSource.system());
  }

  /**
   * A batch whose delivery has not begun.
   *
   * @param messages the ids, at least one, each once
   * @param sizeBytes how long the content is in all
   * @param firstSent when the first was sent, or null
   * @param since when the first was asked for: not when it came, as this process may have slept
   *     meanwhile
   * @return the batch
   */
  public final MessageBatch batch(
      List<String> messages, long sizeBytes, Instant firstSent, Instant since) {
    return new MessageBatch(this, messages, sizeBytes, firstSent, since);
  }

  /**
   * Whether a message is in an object already, so that the broker has but to let go of it.
   *
   * @param messageId the message's id
   * @return false also where nobody knows
   */
  public abstract boolean delivered(String messageId);

  /**
   * Looks whether other nodes know that messages are in an object already; {@link #delivered} knows
   * it then, too. What can't be asked now is asked before anything is sent.
   *
   * @param messageIds their ids
   */
  public void look(Collection<String> messageIds) {}

  /**
   * The broker has let go of messages. Where they may come again all the same, they are known to be
   * delivered for that time.
   *
   * @param messageIds their ids; those that nobody remembers do no harm
   */
  public abstract void letGo(Collection<String> messageIds);

  /**
   * Why no message should be received at this moment.
   *
   * @return empty where nothing is in the way
   */
  public Optional<SaddlebagException> trouble() {
    return Optional.empty();
  }

  /** See {@link MessageBatch#begins}. */
  abstract DeliveryOrder begins(
      MessageBatch batch, ObjectDelivery deliveries, DeliveryOrder order, long lengthBytes);

  /** The delivery of a batch has ended, with a proof or without. */
  abstract void ended(MessageBatch batch, Optional<Receipt> receipt);

  static StoreUnavailable underWay() {
    return new StoreUnavailable(
        DeliveryError.UNDER_WAY,
        "some of the messages are under way with others already",
        true,
        null);
  }

  static StoreUnavailable deliveredBefore() {
    return new StoreUnavailable(
        DeliveryError.DELIVERED_BEFORE,
        "some of the messages were delivered together with others before",
        false,
        null);
  }
}
