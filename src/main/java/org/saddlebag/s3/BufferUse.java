package org.saddlebag.s3;

/**
 * The memory for the parts of all transfers at one instant.
 *
 * @param usedBytes what transfers hold
 * @param totalBytes all there is
 * @param waiting transfers that wait for their share, about
 */
public record BufferUse(long usedBytes, long totalBytes, int waiting) {

  /** No memory for parts at all. */
  static final BufferUse NONE = new BufferUse(0, 0, 0);
}
