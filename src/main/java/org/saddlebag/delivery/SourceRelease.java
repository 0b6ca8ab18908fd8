package org.saddlebag.delivery;

import java.nio.file.Path;
import java.time.Clock;

/**
 * Lets delivered source files go: into a done folder, away, or not at all. One per flow. Safe for
 * use by several threads.
 */
public final class SourceRelease {

  /**
   * The release of one flow.
   *
   * @param flow the flow's name
   * @param root the flow's directory
   * @param after what becomes of a delivered file
   * @param journal opened
   * @param failpoints where to die in a kill test
   * @param clock for the retention
   */
  public SourceRelease(
      String flow,
      Path root,
      AfterDelivery after,
      Journal journal,
      Failpoints failpoints,
      Clock clock) {}

  /**
   * Finishes what a killed process left half done. To be called once, before the flow starts.
   *
   * @return how many releases were finished
   */
  public int recover() {
    return Unbuilt.<Integer>yet();
  }

  /**
   * Whether a file is kept in its place and known as delivered, so that it needs no look.
   *
   * @param source the source
   * @return false unless the flow keeps its sources
   */
  public boolean isKept(SourceDescription source) {
    return Unbuilt.<Boolean>yet();
  }

  /**
   * Lets a delivered file go; durable when this returns. A file that took its place meanwhile is
   * left alone.
   *
   * @param source as it was delivered
   * @param receipt of its delivery
   * @throws org.saddlebag.errors.FileUnavailable if it can't be moved; may be tried again without
   *     delivering again
   */
  public void release(SourceFile source, Receipt receipt) {
    Unbuilt.yet();
  }

  /**
   * Deletes done files whose retention has passed.
   *
   * @return how many
   */
  public int expire() {
    return Unbuilt.<Integer>yet();
  }
}
