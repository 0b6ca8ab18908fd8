package org.saddlebag.bench.report;

import java.util.List;

/**
 * All repetitions of one work by one client.
 *
 * @param work see {@link Measurement}
 * @param client see {@link Measurement}
 * @param repetitions one or more, in the order they were made
 */
record Series(String work, String client, List<Measurement> repetitions) {

  /** From this number on, files per second say more than seconds. */
  private static final int MANY_ITEMS = 100;

  Spread spread(Value value) {
    return Spread.of(repetitions.stream().mapToDouble(value::of));
  }

  double median(Value value) {
    return spread(value).median();
  }

  /** Whether this work is many small files, where the rate is what counts. */
  boolean hasManyItems() {
    return repetitions.get(0).items() >= MANY_ITEMS;
  }
}
