package org.saddlebag.bench.run;

/** Something done outside the measured time. */
@FunctionalInterface
interface Step {

  /** Throws where it can't be done, or where a check does not hold. */
  void run() throws Exception;
}
