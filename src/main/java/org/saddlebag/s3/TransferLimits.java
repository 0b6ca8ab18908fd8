package org.saddlebag.s3;

import org.saddlebag.errors.Refused;

/**
 * How an object is cut and how much memory uploads may take.
 *
 * @param partSizeBytes the size of a part, 5 MiB (S3's minimum) to 1 GiB; times 10,000 it is the
 *     longest object
 * @param partsInFlight parts of one object that are sent or fetched at once, at least 1
 * @param bufferMemoryBytes memory for the part buffers of all transfers of the store together, at
 *     least one part
 */
public record TransferLimits(int partSizeBytes, int partsInFlight, long bufferMemoryBytes) {

  /** S3's limit, {@value}: Amazon S3 multipart upload limits. */
  public static final int MAX_PARTS = 10_000;

  private static final int MIB = 1 << 20;

  /** Checks the ranges. */
  public TransferLimits {
    require(
        partSizeBytes >= 5 * MIB && partSizeBytes <= 1024 * MIB,
        "part size is %d bytes, must be 5 MiB to 1 GiB",
        partSizeBytes);
    require(partsInFlight >= 1, "parts in flight are %d, must be at least 1", partsInFlight);
    require(
        bufferMemoryBytes >= partSizeBytes,
        "buffer memory is %d bytes, must hold at least one part",
        bufferMemoryBytes);
  }

  /**
   * 8 MiB parts (64 GiB make 8,192 of them), 4 in flight, 128 MiB of buffers.
   *
   * @return the defaults
   */
  public static TransferLimits defaults() {
    return new TransferLimits(8 * MIB, 4, 128L * MIB);
  }

  /**
   * The longest object that fits.
   *
   * @return bytes
   */
  public long maxObjectBytes() {
    return (long) partSizeBytes * MAX_PARTS;
  }

  private static void require(boolean holds, String message, long value) {
    if (!holds) {
      throw new Refused(StoreError.BAD_SETTINGS, message.formatted(value));
    }
  }
}
