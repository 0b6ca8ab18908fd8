package org.saddlebag.s3;

import java.time.Duration;

/**
 * How fast an archived object is made readable. Source: Amazon S3 User Guide, "Understanding
 * archive retrieval options".
 */
public enum RestoreTier {
  /** Minutes, at a price; not for DEEP_ARCHIVE. */
  EXPEDITED(Duration.ofHours(1)),
  /** Hours. */
  STANDARD(Duration.ofHours(12)),
  /** Up to two days, the cheapest. */
  BULK(Duration.ofDays(2));

  private final Duration longest;

  RestoreTier(Duration longest) {
    this.longest = longest;
  }

  /**
   * After how long an object is readable, whatever its storage class.
   *
   * @return for EXPEDITED with room for a wait until there is capacity
   */
  public Duration longest() {
    return longest;
  }
}
