package org.saddlebag.camel;

import org.apache.camel.Exchange;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether a failed delivery is tried again. Camel asks through {@code retryWhileRef}, after
 * each failed attempt.
 */
public final class RetryRule {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private int attempts = 1;

  /**
   * Sets the limit.
   *
   * @param attempts how often a delivery is tried in all, from 1
   */
  public void setAttempts(int attempts) {
    this.attempts = attempts;
  }

  /**
   * Whether to try again; notes the number of failed attempts.
   *
   * @param exchange the failed exchange
   * @return true while there are attempts left and another one makes sense
   */
  public boolean again(Exchange exchange) {
    int failed = Slots.FAILED_ATTEMPTS.in(exchange).orElse(0) + 1;
    Slots.FAILED_ATTEMPTS.put(exchange, failed);
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (failed >= attempts || !Failures.retryable(failure)) {
      return false;
    }
    SaddlebagException ours = Failures.ours(failure);
    LOG.warn(
        "{}: attempt {} of {} failed, trying again: {}: {}",
        Slots.flowOf(exchange),
        failed,
        attempts,
        ours.code().id(),
        ours.what());
    return true;
  }
}
