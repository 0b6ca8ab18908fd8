package org.saddlebag.bench.report;

import java.util.function.ToDoubleFunction;

/** What of a measurement is compared. Megabytes are 10^6 bytes. */
public enum Value {
  /** Seconds by the clock. */
  WALL("wall", "s", Measurement::wallSeconds),
  /** Seconds of processor time. */
  CPU("CPU", "s", Measurement::cpuSeconds),
  /** The highest resident set. */
  PEAK_RSS("peak RSS", "MB", m -> m.peakRssBytes() / 1e6),
  /** Files or objects in a second. */
  FILES_PER_SECOND("files/s", "files/s", m -> m.items() / m.wallSeconds()),
  /** Plaintext in a second. */
  MEGABYTES_PER_SECOND("MB/s", "MB/s", m -> m.bytes() / 1e6 / m.wallSeconds());

  private final String label;
  private final String unit;
  private final ToDoubleFunction<Measurement> from;

  Value(String label, String unit, ToDoubleFunction<Measurement> from) {
    this.label = label;
    this.unit = unit;
    this.from = from;
  }

  double of(Measurement measurement) {
    return from.applyAsDouble(measurement);
  }

  String label() {
    return label;
  }

  String unit() {
    return unit;
  }

  /** Whether more is better. */
  boolean isRate() {
    return this == FILES_PER_SECOND || this == MEGABYTES_PER_SECOND;
  }

  /** The value with its unit and three digits or so. */
  String show(double value) {
    return Numbers.show(value) + " " + unit;
  }
}
