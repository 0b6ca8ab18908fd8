package org.saddlebag.aws;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timers that break off attempts which take too long. The SDK's own keep the timer of each
 * request until its time is over, also when the answer came at once: with a patience of minutes and
 * some hundred requests a second that grows to a good part of a small heap, with one of hours
 * beyond it.
 */
final class AttemptTimers {

  /** Breaking off takes no time. */
  private static final int THREADS = 1;

  private static final int IDLE_SECONDS = 10;

  private AttemptTimers() {}

  /** Timers for one client. Their thread ends when there are none, so nobody need close them. */
  static ScheduledExecutorService create() {
    ScheduledThreadPoolExecutor timers =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "attempt-timers");
              thread.setDaemon(true);
              return thread;
            });
    timers.setRemoveOnCancelPolicy(true);
    timers.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timers.allowCoreThreadTimeOut(true);
    return timers;
  }
}
