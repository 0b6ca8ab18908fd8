package org.saddlebag.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever is thrown into a failure with a code and a mend. */
final class Failures {

  private Failures() {}

  static <T> T translated(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw of(e);
    } catch (OutOfMemoryError e) {
      long mib = Runtime.getRuntime().maxMemory() >> 20;
      throw new Refused(CliError.OUT_OF_MEMORY, "the Java heap of " + mib + " MiB is full", e);
    }
  }

  /**
   * Ours as they are; I/O as a passing trouble; anything else is a fault, logged with its trace.
   */
  static SaddlebagException of(Exception thrown) {
    if (thrown instanceof SaddlebagException ours) {
      return ours;
    }
    if (thrown.getCause() instanceof SaddlebagException ours) {
      return ours;
    }
    if (thrown instanceof IOException) {
      return new StoreUnavailable(
          CliError.TRANSFER_BROKEN, "bytes could not be moved: " + thrown, true, thrown);
    }
    Logger log = LoggerFactory.getLogger(Failures.class);
    log.error("unforeseen", thrown);
    return new Refused(
        CliError.INTERNAL_FAULT, "unforeseen: " + thrown.getClass().getSimpleName(), thrown);
  }
}
