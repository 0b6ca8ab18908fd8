package org.saddlebag.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of user or system that the work stop: Ctrl-C, SIGTERM. What is under way is broken off
 * and cleaned up before the process ends.
 */
public final class Interruption {

  /** How long a shutdown waits for uploads to be aborted and staging to be emptied. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Runnable> actions = new ArrayList<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private Duration patience = PATIENCE;
  private boolean requested;

  /**
   * Whether somebody asked to stop.
   *
   * @return true from then on
   */
  public synchronized boolean requested() {
    return requested;
  }

  /**
   * Says what to do when somebody asks to stop; done at once if somebody has.
   *
   * @param action must not block
   */
  public synchronized void onRequest(Runnable action) {
    actions.add(action);
    if (requested) {
      action.run();
    }
  }

  /**
   * Grants the work some time to end by itself, before the time that cleaning up takes.
   *
   * @param time not negative
   */
  public synchronized void grant(Duration time) {
    patience = PATIENCE.plus(time);
  }

  /** Asks to stop. */
  public synchronized void request() {
    if (!requested) {
      requested = true;
      actions.forEach(Runnable::run);
    }
  }

  /** Lets SIGINT and SIGTERM ask, and lets the process live until {@link #finished}. */
  void listenToSignals() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "saddlebag-stop"));
  }

  /** Nothing is left to clean up. */
  void finished() {
    finished.countDown();
  }

  private synchronized Duration patience() {
    return patience;
  }

  private void shutDown() {
    request();
    try {
      finished.await(patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
