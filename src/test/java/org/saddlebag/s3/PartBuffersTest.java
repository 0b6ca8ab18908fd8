package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The shared memory of all uploads: bounded, fair, and never the place where work gets stuck. */
class PartBuffersTest {

  private static final int PART = 4 * PartBuffers.UNIT_BYTES;

  @Property(tries = 300)
  void whatIsLeasedAndSpareNeverExceedsTheBound(
      @ForAll @IntRange(min = 4, max = 20) int unitsInTotal,
      @ForAll @Size(max = 60) List<@IntRange(min = -1, max = 2 * PART) Integer> wishes)
      throws InterruptedException {
    long total = (long) unitsInTotal * PartBuffers.UNIT_BYTES;
    PartBuffers buffers = new PartBuffers(PART, total);
    List<PartBuffer> held = new ArrayList<>();
    for (int wish : wishes) {
      while (!held.isEmpty() && buffers.freeBytes() < PART) {
        held.remove(0).close();
      }
      held.add(buffers.lease(wish));
      long leased = held.stream().mapToLong(PartBuffer::room).sum();
      assertThat(leased + buffers.spareBytes()).isLessThanOrEqualTo(total);
      assertThat(held.get(held.size() - 1).room()).isEqualTo(wish < 0 ? PART : atMostAPart(wish));
    }
    held.forEach(PartBuffer::close);
    assertThat(buffers.freeBytes()).isEqualTo(total);
  }

  /** Who wants nearly a part gets a whole one, which can be used again. */
  private static int atMostAPart(int wish) {
    return wish > PART - PartBuffers.UNIT_BYTES ? PART : wish;
  }

  @Test
  void aBufferIsUsedAgain() throws InterruptedException {
    PartBuffers buffers = new PartBuffers(PART, PART);
    buffers.lease(-1).close();
    assertThat(buffers.spareBytes()).isEqualTo(PART);
    try (PartBuffer again = buffers.lease(-1)) {
      assertThat(buffers.spareBytes()).isZero();
      assertThat(again.length()).isZero();
    }
  }

  @Test
  void closingTwiceGivesBackOnce() throws InterruptedException {
    PartBuffers buffers = new PartBuffers(PART, 2L * PART);
    PartBuffer buffer = buffers.lease(-1);
    buffer.close();
    buffer.close();
    assertThat(buffers.freeBytes()).isEqualTo(2L * PART);
  }

  @Test
  void thereIsAlwaysRoomForOnePart() throws InterruptedException {
    PartBuffers buffers = new PartBuffers(PART, 1);
    try (PartBuffer whole = buffers.lease(-1)) {
      assertThat(whole.room()).isEqualTo(PART);
    }
  }

  @Test
  void aWaitThatIsInterruptedTakesNothing() throws Exception {
    PartBuffers buffers = new PartBuffers(PART, PART);
    PartBuffer all = buffers.lease(-1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              try (PartBuffer more = buffers.lease(-1)) {
                assertThat(more).isNull();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
            });
    waiting.start();
    waiting.interrupt();
    waiting.join();
    all.close();
    assertThat(interrupted).isTrue();
    assertThat(buffers.freeBytes()).isEqualTo(PART);
  }

  @Test
  void whoeverWaitsGetsItsTurnThoughSmallOnesKeepComing() throws Exception {
    PartBuffers buffers = new PartBuffers(PART, PART);
    ExecutorService small = Executors.newFixedThreadPool(3);
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(3);
    List<Future<?>> loops = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      loops.add(
          small.submit(
              () -> {
                started.countDown();
                while (!done.get()) {
                  buffers.lease(1).close();
                }
                return null;
              }));
    }
    started.await();
    for (int n = 0; n < 20; n++) {
      buffers.lease(-1).close();
    }
    done.set(true);
    for (Future<?> loop : loops) {
      loop.get(10, TimeUnit.SECONDS);
    }
    small.shutdown();
    assertThat(buffers.freeBytes()).isEqualTo(PART);
  }

  /**
   * Else the callers that still hold closed buffers would keep more memory alive than the bound.
   */
  @Test
  void aClosedBufferHoldsNoMemory() throws InterruptedException {
    PartBuffers buffers = new PartBuffers(PART, PART);
    PartBuffer buffer = buffers.lease(-1);
    byte[] memory = buffer.bytes();
    buffer.close();
    assertThat(buffer.bytes()).isEmpty();
    try (PartBuffer next = buffers.lease(-1)) {
      assertThat(next.bytes()).isSameAs(memory);
    }
  }

  /** A spare buffer that is dropped for a lease that takes another is garbage of a part's size. */
  @Test
  void manyThreadsShareTheSameBuffers() throws Exception {
    PartBuffers buffers = new PartBuffers(PART, 4L * PART);
    Set<byte[]> seen =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> runs = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      runs.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  try (PartBuffer buffer = buffers.lease(-1)) {
                    seen.add(buffer.bytes());
                  }
                }
                return null;
              }));
    }
    for (Future<?> run : runs) {
      run.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
    assertThat(seen).hasSizeLessThanOrEqualTo(4);
  }
}
