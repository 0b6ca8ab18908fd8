package org.saddlebag.bench.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars per work: medians, whiskers from smallest to largest; ours in the accent colour.
 */
final class Chart {

  private static final int WIDTH = 900;
  private static final int MARGIN = 28;
  private static final int BARS_LEFT = 262;
  private static final int BARS_WIDTH = 370;
  private static final int NOTE_RIGHT = 706;
  private static final int CPU_RIGHT = 786;
  private static final int RSS_RIGHT = WIDTH - MARGIN;
  private static final int ROW = 25;
  private static final int BAR = 15;
  private static final int CAP = 4;

  private static final String CSS =
      """
      text { font: 12.5px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #44403c; }
      .page { fill: #ffffff; }
      .head { font-size: 20px; font-weight: 650; fill: #1c1917; }
      .work { font-size: 15px; font-weight: 650; fill: #1c1917; }
      .note { font-size: 11.5px; fill: #78716c; }
      .tick { font-size: 10.5px; fill: #78716c; text-anchor: middle; }
      .name { text-anchor: end; }
      .num { text-anchor: end; font-size: 11.5px; fill: #78716c; font-variant-numeric: tabular-nums; }
      .our { font-weight: 650; fill: #9a3412; }
      .bar { fill: #c8c3be; }
      .ours { fill: #c2571a; }
      .grid { stroke: #e7e5e4; }
      .axis { stroke: #a8a29e; }
      .whisker { stroke: #292524; stroke-width: 1.3; fill: none; }
      .cut { stroke: #ffffff; stroke-width: 3; }
      @media (prefers-color-scheme: dark) {
        text { fill: #d6d3d1; }
        .page { fill: #1c1917; }
        .head, .work { fill: #fafaf9; }
        .note, .tick, .num { fill: #a8a29e; }
        .our { fill: #fdba74; }
        .bar { fill: #57534e; }
        .ours { fill: #ea7a33; }
        .grid { stroke: #2f2b28; }
        .axis { stroke: #78716c; }
        .whisker { stroke: #f5f5f4; }
        .cut { stroke: #1c1917; }
      }
      """;

  private final Results results;
  private final Machine machine;
  private final Svg svg = new Svg();
  private double y = MARGIN + 16;

  Chart(Results results, Machine machine) {
    this.results = results;
    this.machine = machine;
  }

  /** The whole picture; call once. */
  String svg() {
    svg.text(MARGIN, y, "head", "Saddlebag beside its peers");
    y += 21;
    svg.text(
        MARGIN,
        y,
        "note",
        "Same data, same loopback S3, one run. Bars: medians, cut where far off; whiskers: smallest"
            + " to largest.");
    results.works().forEach(this::work);
    y += 34;
    svg.text(MARGIN, y, "note", machine.describe());
    return svg.document(WIDTH, y + MARGIN, "Saddlebag beside its peers", CSS);
  }

  private void work(String work) {
    Value value = results.headline(work);
    List<Series> rows = results.of(work);
    y += 44;
    svg.text(MARGIN, y, "work", Names.work(work));
    String better = value.isRate() ? "files per second, more is better" : "seconds, less is better";
    svg.text(NOTE_RIGHT, y, "num", better);
    svg.text(CPU_RIGHT, y, "num", "CPU").text(RSS_RIGHT, y, "num", "peak RSS");
    y += 10;
    Scale scale = Scale.of(BARS_LEFT, BARS_WIDTH, rows.stream().map(row -> row.spread(value)));
    grid(scale, y + rows.size() * ROW + 4);
    for (Series row : rows) {
      row(row, value, scale);
      y += ROW;
    }
    y += 4;
    svg.stroke(BARS_LEFT, y - rows.size() * ROW - 4, BARS_LEFT, y, "axis");
    y += 14;
  }

  private void grid(Scale scale, double bottom) {
    for (double tick : scale.ticks()) {
      double x = scale.x(tick);
      svg.stroke(x, y, x, bottom, "grid").text(x, bottom + 13, "tick", plain(tick));
    }
  }

  private void row(Series row, Value value, Scale scale) {
    Spread spread = row.spread(value);
    boolean ours = Names.isOurs(row.client());
    double middle = y + ROW / 2.0;
    double text = middle + 4.5;
    String name = Names.client(row.client());
    String shown = value.show(spread.median());
    svg.text(BARS_LEFT - 10, text, ours ? "name our" : "name", name);
    double width = scale.x(spread.median()) - BARS_LEFT;
    boolean cut = spread.max() > scale.top();
    String tip = name + ": " + shown + " (" + Numbers.range(spread) + ")";
    svg.bar(BARS_LEFT, middle - BAR / 2.0, width, BAR, ours ? "ours" : "bar", tip);
    if (cut) {
      cut(BARS_LEFT + BARS_WIDTH * 0.9, middle);
    } else {
      whisker(scale.x(spread.min()), scale.x(spread.max()), middle);
    }
    svg.text(scale.x(spread.max()) + 9, text, ours ? "our" : "value", shown);
    svg.text(CPU_RIGHT, text, "num", Value.CPU.show(row.median(Value.CPU)));
    svg.text(RSS_RIGHT, text, "num", Value.PEAK_RSS.show(row.median(Value.PEAK_RSS)));
  }

  private void whisker(double from, double to, double middle) {
    if (to - from < 1) {
      return;
    }
    svg.stroke(from, middle, to, middle, "whisker");
    svg.stroke(from, middle - CAP, from, middle + CAP, "whisker");
    svg.stroke(to, middle - CAP, to, middle + CAP, "whisker");
  }

  /** Two gaps: this bar is longer than the picture. */
  private void cut(double x, double middle) {
    for (double at : new double[] {x, x + 7}) {
      svg.stroke(at - 3, middle + BAR / 2.0 + 2, at + 3, middle - BAR / 2.0 - 2, "cut");
    }
  }

  /** A tick without trailing zeros. */
  private static String plain(double tick) {
    return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(tick);
  }
}
