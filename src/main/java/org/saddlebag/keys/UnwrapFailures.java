package org.saddlebag.keys;

import org.saddlebag.errors.KeyUnavailable;

/** Collects why several master keys did not open one data key, and picks what the operator sees. */
final class UnwrapFailures {

  private KeyUnavailable chosen;

  /**
   * Adds a failure. One that can pass by itself wins, so that the delivery is tried again; then the
   * first one.
   */
  void add(KeyUnavailable failure) {
    if (chosen == null) {
      chosen = failure;
    } else if (failure.retryable() && !chosen.retryable()) {
      failure.addSuppressed(chosen);
      chosen = failure;
    } else {
      chosen.addSuppressed(failure);
    }
  }

  /** Null if nothing failed. */
  KeyUnavailable chosen() {
    return chosen;
  }
}
