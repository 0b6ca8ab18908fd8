package org.saddlebag.camel;

import org.apache.camel.Exchange;

/**
 * Says whether a failed delivery is tried again. Camel asks through {@code retryWhileRef}, after
 * each failed attempt, and takes the one method that is no setter: there must be no other.
 */
public final class RetryRule {

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
    return Attempts.again(exchange, attempts, Failures::retryable);
  }
}
