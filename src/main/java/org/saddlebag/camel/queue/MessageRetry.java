package org.saddlebag.camel.queue;

import org.saddlebag.camel.RetryRule;

/** Tries again whatever is not the message's own fault. */
public final class MessageRetry extends RetryRule {

  @Override
  protected boolean worthwhile(Exception failure) {
    return !MessageFailures.ofTheMessage(failure);
  }
}
