package org.saddlebag.camel.queue.send;

/** Whether an object becomes many messages; the names are those of the parameter. */
public enum Split {
  /** It becomes one. */
  none,
  /** One for each line. */
  line
}
