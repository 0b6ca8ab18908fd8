package org.saddlebag.cli;

import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Shows a meter as a bar, several times a second. The only one that knows the library. */
final class ProgressBarView implements AutoCloseable {

  private static final int INTERVAL_MILLIS = 250;

  private final ProgressBar bar;

  /**
   * Begins to show.
   *
   * @param task what is done, for example {@code Sealing}
   * @param columns the terminal's width
   * @param line takes each new text, and an empty one at the end
   */
  ProgressBarView(String task, Meter meter, int columns, Consumer<String> line) {
    ProgressLine text = new ProgressLine(meter);
    Gauge gauge = new Gauge(meter, text);
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(0)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .continuousUpdate()
            .clearDisplayOnFinish()
            .setRenderer(gauge)
            .setConsumer(new Output(columns - 1, line))
            .build();
    gauge.bar = bar;
  }

  @Override
  public void close() {
    bar.close();
  }

  /** Sets the bar to the meter whenever it is drawn. */
  private static final class Gauge implements ProgressBarRenderer {
    private final Meter meter;
    private final ProgressLine text;
    private volatile ProgressBar bar;

    Gauge(Meter meter, ProgressLine text) {
      this.meter = meter;
      this.text = text;
    }

    @Override
    public String render(ProgressState state, int maxLength) {
      ProgressBar known = bar;
      if (known != null) {
        Meter.Reading now = meter.read();
        // The library redraws when a bar goes back, which this one does when an attempt fails.
        known.stepTo(Math.max(state.getCurrent(), now.movedBytes()));
        known.maxHint(now.totalBytes());
      }
      return text.render(state, maxLength);
    }
  }

  private record Output(int columns, Consumer<String> line) implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
      return columns;
    }

    @Override
    public void accept(String rendered) {
      line.accept(rendered);
    }

    @Override
    public void clear() {
      line.accept("");
    }

    @Override
    public void close() {}
  }
}
