package org.saddlebag.s3.posture;

import java.util.List;

/**
 * What happens to things as they grow old.
 *
 * @param rules in the bucket's order
 */
public record Lifecycle(List<Rule> rules) {

  /** Copies the rules. */
  public Lifecycle {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param enabled whether it is in force
   * @param wholeBucket whether it is for all keys; else for a prefix, tag or size
   * @param prefix the keys it is for, empty for all; null where not the prefix alone decides
   * @param abortDays after how many days an incomplete upload is aborted, 0 for never
   * @param removesVersions whether old versions are removed
   */
  public record Rule(
      boolean enabled,
      boolean wholeBucket,
      String prefix,
      int abortDays,
      boolean removesVersions) {}
}
