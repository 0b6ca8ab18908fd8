package org.saddlebag.bench.report;

import java.util.stream.DoubleStream;

/**
 * Where the repetitions of one value lie.
 *
 * @param median of an even number, the mean of the two in the middle
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {

  /**
   * The spread of some values.
   *
   * @param values one or more
   * @return their spread
   * @throws IllegalArgumentException if there are none
   */
  static Spread of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing has no spread");
    }
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
