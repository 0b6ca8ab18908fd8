package org.saddlebag.camel.queue;

import org.saddlebag.camel.Slot;
import org.saddlebag.errors.SaddlebagException;

/** What the steps of a queue's route hand each other. */
public final class MessageSlots {

  /** The message until its session ends. */
  static final Slot<HeldMessage> HELD =
      new Slot<>("saddlebag.held-message", HeldMessage.class, "the intake of the message");

  /** How often its delivery is tried in all. */
  static final Slot<Integer> ATTEMPTS =
      new Slot<>("saddlebag.attempts", Integer.class, "the intake of the message");

  /** Why the message is a dead letter. */
  public static final Slot<SaddlebagException> DEAD =
      new Slot<>("saddlebag.dead", SaddlebagException.class, "the dead letters");

  private MessageSlots() {}
}
