package org.saddlebag.camel.queue.send;

/** What content is sent as; the names are those of the parameter. */
public enum MessageKind {
  /** A message of bytes. */
  bytes,
  /** A message of text. */
  text
}
