package org.saddlebag.cli;

/** One of many things to do. */
interface BatchItem {

  /** What messages call it. */
  String label();

  /** How many bytes it will move, as far as that is known; from 0. */
  long expectedBytes();
}
