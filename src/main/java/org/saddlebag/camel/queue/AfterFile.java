package org.saddlebag.camel.queue;

/** What becomes of a delivered file that a message has named. */
public enum AfterFile {
  /** It stays. */
  keep,
  /** It is deleted. */
  delete
}
