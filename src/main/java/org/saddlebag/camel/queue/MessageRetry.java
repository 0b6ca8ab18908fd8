package org.saddlebag.camel.queue;

import org.apache.camel.Exchange;
import org.saddlebag.camel.Attempts;

/**
 * Tries again whatever is not the message's own fault. One for all flows, as Camel's dead-letter
 * channel finds such a rule by a fixed name only; how often is said by each message's intake.
 */
public final class MessageRetry {

  /** The bean's name in the registry. */
  public static final String BEAN = "messageRetry";

  /**
   * Whether to try again; notes the number of failed attempts.
   *
   * @param exchange the failed exchange
   * @return true while there are attempts left and another one makes sense
   */
  public boolean again(Exchange exchange) {
    return Attempts.again(
        exchange,
        MessageSlots.ATTEMPTS.in(exchange).orElse(1),
        failure ->
            !MessageFailures.ofTheMessage(failure) && !MessageFailures.deliveredBefore(failure));
  }
}
