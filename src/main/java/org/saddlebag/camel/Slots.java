package org.saddlebag.camel;

import org.saddlebag.envelope.OpeningKey;
import org.saddlebag.envelope.SealingKey;

/** The slots through which the steps of a route speak to each other. */
public final class Slots {

  /** The flow that a delivery belongs to; filled by our consumers. */
  public static final Slot<String> FLOW =
      new Slot<>("saddlebag.flow", String.class, "a consumer of ours");

  /** The one-time data key that seals what is in hand. */
  public static final Slot<SealingKey> SEALING_KEY =
      new Slot<>("saddlebag.sealing-key", SealingKey.class, "data-key:generate/NAME");

  /** The data key that opens the object in hand. */
  public static final Slot<OpeningKey> OPENING_KEY =
      new Slot<>("saddlebag.opening-key", OpeningKey.class, "data-key:unwrap");

  private Slots() {}
}
