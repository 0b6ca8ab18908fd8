package org.saddlebag.cli;

import org.saddlebag.errors.Refused;

/** How many items are worked on at once. */
final class Jobs {

  private static final int MOST = 64;

  private Jobs() {}

  static void check(int jobs) {
    if (jobs < 1 || jobs > MOST) {
      throw new Refused(CliError.USAGE, "--jobs is %d, must be 1 to %d".formatted(jobs, MOST));
    }
  }
}
