package org.saddlebag.camel.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.s3.StoreError;

/** The alarm of flows that see nothing, by a clock that the test sets. */
class SilenceWatchTest {

  private static final Instant BEGIN = Instant.parse("2026-11-28T06:00:00Z");

  @TempDir Path state;
  private final SetClock clock = new SetClock();

  @Test
  void aSilentFlowIsSaidOnceAndTheNextDeliveryEndsIt() {
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO)) {
      SilenceWatch watch = watch();
      clock.after(Duration.ofHours(24));
      watch.look();
      assertThat(watch.silent("books")).isFalse();

      clock.after(Duration.ofHours(24).plusMillis(1));
      watch.look();
      watch.look();
      assertThat(watch.silent("books")).isTrue();
      assertThat(watch.silent("films")).isFalse();
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0)).contains("books: has seen nothing since 2026-11-28T06:00:00Z");

      watch.delivered("books", "a.txt");
      watch.look();
      assertThat(watch.silent("books")).isFalse();

      clock.after(Duration.ofHours(49));
      watch.look();
      assertThat(watch.silent("books")).isTrue();
    }
  }

  @Test
  void aDeliveryThatFailsIsSomethingToo() {
    SilenceWatch watch = watch();
    clock.after(Duration.ofHours(23));
    watch.failed("books", "a.txt", new Refused(StoreError.OBJECT_EXISTS, "there"));
    clock.after(Duration.ofHours(46));
    watch.look();
    assertThat(watch.silent("books")).isFalse();
  }

  @Test
  void aFlowWithoutAlarmIsNeverSilent() {
    SilenceWatch watch = watch();
    watch.delivered("films", "b.txt");
    clock.after(Duration.ofDays(1000));
    watch.look();
    assertThat(watch.silent("films")).isFalse();
    assertThat(watch.flows()).extracting(ObservedFlow::name).containsExactly("books");
  }

  @Test
  void aRestartDoesNotBeginToCountAnew() {
    watch().look();
    clock.after(Duration.ofHours(25));
    SilenceWatch restarted = watch();
    restarted.look();
    assertThat(restarted.silent("books")).isTrue();
  }

  @Test
  void aKeptTimeThatCantBeReadCountsAsNone() throws IOException {
    watch().look();
    Files.writeString(state.resolve("seen").resolve("books"), "2026-1");
    clock.after(Duration.ofHours(25));
    SilenceWatch restarted = watch();
    restarted.look();
    assertThat(restarted.silent("books")).isFalse();
  }

  private SilenceWatch watch() {
    return new SilenceWatch(
        List.of(
            new ObservedFlow("books", "b", StoreAccess.FULL, Duration.ofHours(24)),
            new ObservedFlow("films", "b", StoreAccess.FULL, null)),
        clock,
        new SeenTimes(state));
  }

  /** A clock that stands still. */
  private static final class SetClock extends Clock {

    private Instant now = BEGIN;

    void after(Duration passed) {
      now = BEGIN.plus(passed);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
