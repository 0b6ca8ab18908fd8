package org.saddlebag.s3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The bounded memory that all transfers of a store share. Who wants to read takes a buffer first
 * and waits in line until there is room.
 *
 * <p>It can't deadlock: a lease is granted whole or not at all, nobody asks for one while filling
 * another, and every filled one is in the hands of a sender that gives it back without needing a
 * further one. The line is first come, first served, so a large object can't starve a small one.
 *
 * <p>Short objects of known length take only what they need, in units of {@value #UNIT_BYTES}
 * bytes, so that many of them fit at once.
 */
final class PartBuffers {

  static final int UNIT_BYTES = 64 << 10;

  private final int partSizeBytes;
  private final Semaphore units;
  private final int unitsPerPart;
  private final int totalUnits;
  private final Deque<byte[]> spare = new ArrayDeque<>();
  private int handedOut;

  /** Memory for {@code totalBytes}, but for at least one part. */
  PartBuffers(int partSizeBytes, long totalBytes) {
    this.partSizeBytes = partSizeBytes;
    this.unitsPerPart = units(partSizeBytes);
    long total = Math.min(totalBytes / UNIT_BYTES, Integer.MAX_VALUE);
    this.totalUnits = (int) Math.max(total, unitsPerPart);
    this.units = new Semaphore(totalUnits, true);
  }

  int partSizeBytes() {
    return partSizeBytes;
  }

  /**
   * Waits for a buffer.
   *
   * @param expectedBytes how much is going to be read at most, or -1 when unknown
   * @return a buffer that holds the smaller of {@code expectedBytes} and a part; to be closed
   * @throws InterruptedException where the wait is interrupted; nothing is held then
   */
  PartBuffer lease(long expectedBytes) throws InterruptedException {
    int wanted = unitsFor(expectedBytes);
    units.acquire(wanted);
    return leased(expectedBytes, wanted);
  }

  /**
   * Takes a buffer where that needs no waiting, and does not overtake anybody who waits.
   *
   * @param expectedBytes how much is going to be read at most
   * @return a buffer, or null
   */
  PartBuffer leaseNow(long expectedBytes) {
    int wanted = unitsFor(expectedBytes);
    try {
      // Unlike the form without a time this one keeps to the line.
      return units.tryAcquire(wanted, 0, TimeUnit.SECONDS) ? leased(expectedBytes, wanted) : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private int unitsFor(long expectedBytes) {
    return expectedBytes < 0 ? unitsPerPart : Math.min(units(expectedBytes), unitsPerPart);
  }

  private PartBuffer leased(long expectedBytes, int wanted) {
    boolean whole = wanted == unitsPerPart;
    try {
      byte[] kept = takeSpare(whole, wanted);
      byte[] bytes = kept != null ? kept : new byte[whole ? partSizeBytes : (int) expectedBytes];
      return new PartBuffer(bytes, back -> giveBack(back, whole, wanted));
    } catch (OutOfMemoryError e) {
      giveBack(null, false, wanted);
      throw e;
    }
  }

  BufferUse use() {
    long total = (long) totalUnits * UNIT_BYTES;
    return new BufferUse(total - freeBytes(), total, units.getQueueLength());
  }

  /** Bytes that are neither leased nor reserved. */
  long freeBytes() {
    return (long) units.availablePermits() * UNIT_BYTES;
  }

  /** Bytes of spare buffers; they are part of the free ones. */
  synchronized long spareBytes() {
    return (long) spare.size() * unitsPerPart * UNIT_BYTES;
  }

  /** A spare buffer where a whole one is wanted and there is one; makes room in any case. */
  private synchronized byte[] takeSpare(boolean whole, int wanted) {
    byte[] kept = whole ? spare.pollFirst() : null;
    handedOut += wanted;
    dropUncovered();
    return kept;
  }

  private void giveBack(byte[] bytes, boolean whole, int taken) {
    synchronized (this) {
      if (whole) {
        spare.addFirst(bytes);
      }
      handedOut -= taken;
      units.release(taken);
    }
  }

  /**
   * Spare buffers may only stand on memory that nobody has. Who has been granted a lease but not
   * taken its buffer yet is about to take a spare one, so the semaphore is not what counts here.
   */
  private void dropUncovered() {
    while (!spare.isEmpty() && spare.size() * (long) unitsPerPart + handedOut > totalUnits) {
      spare.pollLast();
    }
  }

  private static int units(long bytes) {
    long units = Math.max(1, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
    return (int) Math.min(units, Integer.MAX_VALUE);
  }
}
