package org.saddlebag.camel.queue.send;

/** What is done with an object too large for one message; the names are the parameter's. */
public enum TooLarge {
  /** A message is sent that names it. */
  claim,
  /** Its delivery fails. */
  fail
}
