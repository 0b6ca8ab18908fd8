package org.saddlebag.bench.report;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * From values to pixels, with ticks at round numbers.
 *
 * @param left pixel of zero
 * @param width pixels up to {@code top}
 * @param top the largest value shown, above 0
 */
record Scale(double left, double width, double top) {

  private static final int TICKS = 5;

  /** One value beyond this many times the next would squeeze all others together. */
  private static final double FAR_OFF = 5;

  private static final double ROOM_ABOVE_NEXT = 1.8;

  /** A scale for all; a largest one that is far off all others is cut. */
  static Scale of(double left, double width, Stream<Spread> spreads) {
    double[] tops = spreads.mapToDouble(Spread::max).sorted().toArray();
    double largest = tops[tops.length - 1];
    double next = tops.length > 1 ? tops[tops.length - 2] : largest;
    return new Scale(left, width, largest > FAR_OFF * next ? ROOM_ABOVE_NEXT * next : largest);
  }

  /** The pixel of a value; the right end where it is beyond the top. */
  double x(double value) {
    return left + width * Math.min(value, top) / top;
  }

  /** From 0 on, at most six, steps of 1, 2 or 5 times a power of ten. */
  double[] ticks() {
    double step = step();
    return DoubleStream.iterate(0, tick -> tick <= top * 1.0001, tick -> tick + step).toArray();
  }

  private double step() {
    double raw = top / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double first = raw / power;
    if (first <= 1) {
      return power;
    }
    return (first <= 2 ? 2 : first <= 5 ? 5 : 10) * power;
  }
}
