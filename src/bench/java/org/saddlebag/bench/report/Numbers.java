package org.saddlebag.bench.report;

import java.util.Locale;

/** Numbers for people: about three digits, never an exponent, always a point. */
final class Numbers {

  private Numbers() {}

  static String show(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  /** A range, without a unit; one number where both ends look the same. */
  static String range(Spread spread) {
    String min = show(spread.min());
    String max = show(spread.max());
    return min.equals(max) ? min : min + "-" + max;
  }
}
