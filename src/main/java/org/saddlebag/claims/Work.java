package org.saddlebag.claims;

import java.util.Objects;

/**
 * A source that whoever lists has found. A hint and no more: it may be gone, in hand or delivered
 * by the time that somebody takes it.
 *
 * @param name what all nodes call it
 * @param sizeBytes how large it was, from 0
 * @param stamp what else a listing says of it, or empty
 */
public record Work(String name, long sizeBytes, String stamp) {

  /** Checks that all is there. */
  public Work {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(stamp, "stamp");
  }
}
