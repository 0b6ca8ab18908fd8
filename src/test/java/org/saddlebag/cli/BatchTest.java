package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchTest {

  private final Interruption interruption = new Interruption();

  @Test
  void everyItemIsWorkedOnOnce() {
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    AtomicInteger count = new AtomicInteger();
    new Batch(4, interruption)
        .run(
            IntStream.range(0, 500).iterator(),
            item -> false,
            item -> {
              seen.add(item);
              count.incrementAndGet();
            },
            () -> false);
    assertThat(seen).hasSize(500);
    assertThat(count).hasValue(500);
  }

  @Test
  void aWorkerThatFailsFailsTheBatch() {
    for (Throwable fault : List.of(new IllegalStateException("fault"), new StackOverflowError())) {
      assertThatThrownBy(
              () ->
                  new Batch(2, interruption)
                      .run(
                          IntStream.range(0, 500).iterator(),
                          item -> item % 2 == 0,
                          item -> {
                            if (item == 20) {
                              doThrow(fault);
                            }
                          },
                          () -> false))
          .isSameAs(fault);
    }
  }

  private static void doThrow(Throwable fault) {
    if (fault instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) fault;
  }

  @Test
  void asManyItemsAsJobsAreUnderWayAtOnce() {
    CyclicBarrier together = new CyclicBarrier(3);
    AtomicInteger met = new AtomicInteger();
    new Batch(3, interruption)
        .run(
            List.of(1, 2, 3).iterator(),
            item -> false,
            item -> {
              try {
                together.await(20, TimeUnit.SECONDS);
                met.incrementAndGet();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            () -> false);
    assertThat(met).hasValue(3);
  }

  @Test
  void aLazyListIsReadOnlyAsFastAsItIsWorkedOff() throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    Iterator<Integer> items = Stream.generate(read::incrementAndGet).limit(1_000).iterator();
    Thread batch =
        new Thread(
            () ->
                new Batch(2, interruption)
                    .run(items, item -> false, item -> awaitQuietly(go), () -> false));
    batch.start();
    while (batch.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(read.get()).isLessThanOrEqualTo(6);
    go.countDown();
    batch.join();
    assertThat(read).hasValue(1_000);
  }

  @Test
  void anInterruptionBreaksOffWhatIsUnderWayAndBeginsNothingNew() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    AtomicInteger brokenOff = new AtomicInteger();
    AtomicInteger started = new AtomicInteger();
    Thread batch =
        new Thread(
            () ->
                new Batch(2, interruption)
                    .run(
                        IntStream.range(0, 100).iterator(),
                        item -> false,
                        item -> {
                          started.incrementAndGet();
                          begun.countDown();
                          try {
                            Thread.sleep(60_000);
                          } catch (InterruptedException e) {
                            brokenOff.incrementAndGet();
                          }
                        },
                        () -> false));
    batch.start();
    begun.await();
    interruption.request();
    batch.join();
    assertThat(brokenOff).hasValue(2);
    assertThat(started).hasValue(2);
  }

  @Test
  void aListThatBreaksLetsWhatWasBegunFinish() {
    AtomicInteger done = new AtomicInteger();
    Iterator<Integer> items =
        Stream.iterate(0, i -> i + 1)
            .peek(
                i -> {
                  if (i == 3) {
                    throw new IllegalStateException("page 2");
                  }
                })
            .iterator();
    assertThatThrownBy(
            () ->
                new Batch(1, interruption)
                    .run(items, item -> false, item -> done.incrementAndGet(), () -> false))
        .hasMessage("page 2");
    assertThat(done).hasValue(3);
  }

  @Test
  void shortItemsDontWaitBehindManyLongOnes() {
    CountDownLatch shortsDone = new CountDownLatch(20);
    AtomicInteger longsDone = new AtomicInteger();
    Iterator<Integer> longsFirst = IntStream.range(0, 70).iterator();
    new Batch(4, interruption)
        .run(
            longsFirst,
            item -> item < 50,
            item -> {
              if (item < 50) {
                awaitQuietly(shortsDone);
                longsDone.incrementAndGet();
              } else {
                shortsDone.countDown();
              }
            },
            () -> false);
    assertThat(longsDone).hasValue(50);
  }

  @Test
  void whatWasNotBegunIsCountedWhenTheBatchStops() {
    AtomicInteger done = new AtomicInteger();
    Iterator<Integer> items = IntStream.range(0, 100).iterator();
    int left =
        new Batch(2, interruption)
            .run(items, item -> false, item -> done.incrementAndGet(), () -> done.get() >= 3);
    int unread = 0;
    while (items.hasNext()) {
      items.next();
      unread++;
    }
    assertThat(done.get() + left + unread).isEqualTo(100);
    assertThat(unread).isPositive();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
