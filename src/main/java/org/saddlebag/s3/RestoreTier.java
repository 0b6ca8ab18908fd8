package org.saddlebag.s3;

/**
 * How fast an archived object is made readable. Source: Amazon S3 User Guide, "Understanding
 * archive retrieval options".
 */
public enum RestoreTier {
  /** Minutes, at a price; not for DEEP_ARCHIVE. */
  EXPEDITED,
  /** Hours. */
  STANDARD,
  /** Up to two days, the cheapest. */
  BULK
}
