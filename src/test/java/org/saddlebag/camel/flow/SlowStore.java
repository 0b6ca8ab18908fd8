package org.saddlebag.camel.flow;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.saddlebag.local.wire.Fault;

/** A store that answers puts one by one, when it is told to. */
final class SlowStore {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Semaphore answers = new Semaphore(0);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  SlowStore(FlowHouse house) {
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("PutObject")) {
                most.accumulateAndGet(asked.incrementAndGet(), Math::max);
                answers.acquireUninterruptibly();
                asked.decrementAndGet();
              }
              return Fault.none();
            });
  }

  /** Waits until so many puts stand before the store at once. */
  void awaitAsked(int puts) {
    await().atMost(PATIENCE).until(() -> asked.get() == puts);
  }

  void answer(int puts) {
    answers.release(puts);
  }

  /** So many have stood before it at once at most. */
  int most() {
    return most.get();
  }
}
