package org.saddlebag.camel.watch;

/** What becomes of a delivered file; the names are those of the template's parameter. */
public enum AfterSource {
  /** It goes to the done folder. */
  move,
  /** It is deleted. */
  delete,
  /** It stays, and is remembered. */
  keep
}
