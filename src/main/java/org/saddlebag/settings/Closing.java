package org.saddlebag.settings;

import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes several things so that none keeps another open. */
final class Closing {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** Empties the stack from its top. */
  static void all(Deque<AutoCloseable> stack) {
    while (!stack.isEmpty()) {
      try {
        stack.pop().close();
      } catch (Exception e) {
        LOG.warn("closing failed; the rest is closed all the same", e);
      }
    }
  }
}
