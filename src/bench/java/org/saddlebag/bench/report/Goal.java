package org.saddlebag.bench.report;

import java.util.List;

/**
 * One figure to reach.
 *
 * @param name for people
 * @param ours whose value it is
 * @param against the peers; of those measured the best one counts. Empty: the bound is absolute
 * @param value what is compared
 * @param direction whether the bound is a ceiling or a floor
 * @param bound of the ratio ours / peer, or of our value itself where there is no peer
 */
public record Goal(
    String name, Cell ours, List<Cell> against, Value value, Direction direction, double bound) {

  /**
   * One line of the results.
   *
   * @param work see {@link Measurement}
   * @param client see {@link Measurement}
   */
  public record Cell(String work, String client) {}

  /** Which side of the bound is the good one. */
  public enum Direction {
    /** A ceiling. */
    AT_MOST("<="),
    /** A floor. */
    AT_LEAST(">=");

    private final String sign;

    Direction(String sign) {
      this.sign = sign;
    }

    boolean holds(double value, double bound) {
      return this == AT_MOST ? value <= bound : value >= bound;
    }

    String sign() {
      return sign;
    }
  }

  /** For example {@code <= 1.15 x wall}. */
  String target() {
    return against.isEmpty()
        ? direction.sign() + " " + value.show(bound)
        : "%s %s x %s".formatted(direction.sign(), Numbers.show(bound), value.label());
  }

  Outcome check(Results results) {
    return Outcome.of(this, results);
  }
}
