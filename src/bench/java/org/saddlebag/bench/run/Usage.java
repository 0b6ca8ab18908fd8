package org.saddlebag.bench.run;

/**
 * What a process used.
 *
 * @param wallSeconds from its start to its end; NaN where it failed
 * @param cpuSeconds user and system
 * @param peakRssBytes highest resident set
 */
record Usage(double wallSeconds, double cpuSeconds, long peakRssBytes) {

  static final Usage FAILED = new Usage(Double.NaN, Double.NaN, 0);
}
