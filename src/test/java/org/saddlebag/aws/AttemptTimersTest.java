package org.saddlebag.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.ErrorCode;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** An answer takes its timer with it. */
class AttemptTimersTest {

  @Test
  void a_timer_that_is_not_needed_any_more_is_kept_by_nobody() {
    var timers = (ScheduledThreadPoolExecutor) AttemptTimers.create();
    for (int i = 0; i < 100; i++) {
      Future<?> timer = timers.schedule(() -> {}, 1, TimeUnit.DAYS);
      assertThat(timer.cancel(false)).isTrue();
    }
    assertThat(timers.getQueue()).isEmpty();
  }

  @Test
  void clients_get_such_timers() {
    Duration day = Duration.ofDays(1);
    ErrorCode none = TlsHandshakeTest.Code.BUNDLE;
    S3ClientBuilder builder = S3Client.builder();

    new Transport(TlsSettings.platform(), null, day, day, day, 1, 1)
        .applyTo(builder, AnonymousCredentialsProvider.create(), null, new TlsCodes(none, none));

    assertThat(builder.overrideConfiguration().scheduledExecutorService())
        .get()
        .isInstanceOfSatisfying(
            ScheduledThreadPoolExecutor.class,
            timers -> assertThat(timers.getRemoveOnCancelPolicy()).isTrue());
  }
}
