package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DirectorySyncsTest {

  private static final Path A = Path.of("a");

  @Test
  void manyAtOnceShareFewSyncsAndEachIsCovered() throws Exception {
    AtomicLong changes = new AtomicLong();
    AtomicLong onDisk = new AtomicLong();
    AtomicInteger syncs = new AtomicInteger();
    DirectorySyncs disk =
        new DirectorySyncs(
            directory -> {
              long seen = changes.get();
              syncs.incrementAndGet();
              rest();
              onDisk.accumulateAndGet(seen, Math::max);
            });
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<Future<Boolean>> covered = new ArrayList<>();
    for (int i = 0; i < 320; i++) {
      covered.add(
          threads.submit(
              () -> {
                long mine = changes.incrementAndGet();
                disk.sync(A);
                return onDisk.get() >= mine;
              }));
    }
    for (Future<Boolean> each : covered) {
      assertThat(each.get()).isTrue();
    }
    threads.shutdown();

    assertThat(syncs.get()).isLessThan(320 / 4);
  }

  @Test
  void aSyncThatFailsFailsForThoseWhoWaitForItAlone() throws IOException {
    AtomicInteger syncs = new AtomicInteger();
    DirectorySyncs disk =
        new DirectorySyncs(
            directory -> {
              if (syncs.incrementAndGet() == 1) {
                throw new IOException("Input/output error");
              }
            });

    assertThatThrownBy(() -> disk.sync(A)).hasMessageContaining("Input/output error");
    disk.sync(A);

    assertThat(syncs.get()).isEqualTo(2);
  }

  /** A disk takes its time. */
  private static void rest() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
