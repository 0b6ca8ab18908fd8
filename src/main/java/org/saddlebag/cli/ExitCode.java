package org.saddlebag.cli;

/** What a command tells the shell. */
final class ExitCode {

  /** All done. */
  static final int DONE = 0;

  /** Some items failed, each named, or a proof did not hold. */
  static final int FAILED = 1;

  /** Wrong usage or configuration; nothing was begun. */
  static final int WRONG_USE = 2;

  /** Refused by a safeguard; nothing was begun. */
  static final int SAFEGUARD = 3;

  /** Stopped by the user: 128 + SIGINT, as shells have it. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
