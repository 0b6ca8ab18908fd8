package org.saddlebag.camel.queue;

import org.saddlebag.camel.Slot;
import org.saddlebag.delivery.MessageBatch;
import org.saddlebag.delivery.ReferencedFile;
import org.saddlebag.delivery.Spool;
import org.saddlebag.errors.SaddlebagException;

/** What the steps of a queue's route hand each other. */
public final class MessageSlots {

  /** The message until its session ends. */
  static final Slot<HeldMessage> HELD =
      new Slot<>("saddlebag.held-message", HeldMessage.class, "the intake of the message");

  /** The content of a large message, once its taking has begun. */
  static final Slot<Spool> SPOOL =
      new Slot<>("saddlebag.message-spool", Spool.class, "the intake of the message");

  /** The file that the message names in the place of its content. */
  static final Slot<ReferencedFile> FILE =
      new Slot<>("saddlebag.named-file", ReferencedFile.class, "the intake of the message");

  /** The messages that are delivered together; there is no single one then. */
  public static final Slot<MessageBatch> BATCH =
      new Slot<>("saddlebag.message-batch", MessageBatch.class, "the intake of the messages");

  /** How often its delivery is tried in all. */
  static final Slot<Integer> ATTEMPTS =
      new Slot<>("saddlebag.attempts", Integer.class, "the intake of the message");

  /** Why the message is a dead letter. */
  public static final Slot<SaddlebagException> DEAD =
      new Slot<>("saddlebag.dead", SaddlebagException.class, "the dead letters");

  private MessageSlots() {}
}
