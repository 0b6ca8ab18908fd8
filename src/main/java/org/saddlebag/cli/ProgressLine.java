package org.saddlebag.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/**
 * A progress bar's text: how much of how much, how fast, how long still. The rest of the time is
 * not guessed before all items are known.
 */
final class ProgressLine extends DefaultProgressBarRenderer {

  private final Meter meter;

  ProgressLine(Meter meter) {
    super(ProgressBarStyle.ASCII, "", 1, true, null, null, true, state -> timeLeft(meter, state));
    this.meter = meter;
  }

  @Override
  protected String ratio(ProgressState state) {
    Meter.Reading now = meter.read();
    return ByteCount.of(now.movedBytes()) + "/" + total(ByteCount.of(now.totalBytes()), now);
  }

  @Override
  protected String speed(ProgressState state) {
    Meter.Reading now = meter.read();
    double seconds = Math.max(0.001, state.getElapsedAfterStart().toMillis() / 1e3);
    String files =
        String.format(
            Locale.ROOT,
            "%s/s, %,d/%s files",
            ByteCount.of((long) (now.movedBytes() / seconds)),
            now.endedItems(),
            total(String.format(Locale.ROOT, "%,d", now.totalItems()), now));
    return now.failedItems() == 0 ? files : files + ", " + now.failedItems() + " failed";
  }

  /** By bytes, or by items where these have none to speak of. */
  private static Optional<Duration> timeLeft(Meter meter, ProgressState state) {
    Meter.Reading now = meter.read();
    if (!now.complete() || now.endedItems() == 0) {
      return Optional.empty();
    }
    double byBytes = left(now.movedBytes(), now.totalBytes());
    double byItems = left(now.endedItems(), now.totalItems());
    double millis = state.getElapsedAfterStart().toMillis() * Math.max(byBytes, byItems);
    return Optional.of(Duration.ofMillis((long) millis));
  }

  /** How many times what is done is still to do. */
  private static double left(long done, long total) {
    return done == 0 ? 0 : (double) (total - done) / done;
  }

  private static String total(String known, Meter.Reading now) {
    return now.complete() ? known : known + "+";
  }
}
