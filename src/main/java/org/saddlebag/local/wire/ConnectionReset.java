package org.saddlebag.local.wire;

import java.io.IOException;

/** Ends a connection on purpose: with a reset, or (half an answer) with an ordinary end. */
final class ConnectionReset extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean orderly;

  ConnectionReset(boolean orderly) {
    super("connection ended by a fault");
    this.orderly = orderly;
  }

  boolean orderly() {
    return orderly;
  }
}
