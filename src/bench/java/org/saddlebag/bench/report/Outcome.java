package org.saddlebag.bench.report;

import java.util.Comparator;
import java.util.Optional;

/**
 * What became of a goal. Medians throughout.
 *
 * @param goal the goal
 * @param status reached, missed or not measured
 * @param ours our value; null where it was not measured
 * @param peer the best peer's value; null where none was measured or the bound is absolute
 * @param peerCell who that was; null likewise
 * @param ratio ours / peer, or our value where the bound is absolute; null where not measured
 */
record Outcome(
    Goal goal, Status status, Double ours, Double peer, Goal.Cell peerCell, Double ratio) {

  /** What became of a goal. */
  enum Status {
    REACHED("reached"),
    MISSED("MISSED"),
    NOT_MEASURED("not measured");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static Outcome of(Goal goal, Results results) {
    Double ours =
        find(goal.ours(), results).map(series -> series.median(goal.value())).orElse(null);
    if (goal.against().isEmpty()) {
      return new Outcome(goal, status(goal, ours), ours, null, null, ours);
    }
    Series best = bestPeer(goal, results).orElse(null);
    Double peer = best == null ? null : Double.valueOf(best.median(goal.value()));
    Double ratio = ours == null || peer == null ? null : Double.valueOf(ours / peer);
    Goal.Cell cell = best == null ? null : new Goal.Cell(best.work(), best.client());
    return new Outcome(goal, status(goal, ratio), ours, peer, cell, ratio);
  }

  /** The peer that makes the goal hardest. */
  private static Optional<Series> bestPeer(Goal goal, Results results) {
    Comparator<Series> ascending =
        Comparator.comparingDouble(series -> series.median(goal.value()));
    Comparator<Series> best = goal.value().isRate() ? ascending : ascending.reversed();
    return goal.against().stream().flatMap(cell -> find(cell, results).stream()).max(best);
  }

  private static Optional<Series> find(Goal.Cell cell, Results results) {
    return results.find(cell.work(), cell.client());
  }

  private static Status status(Goal goal, Double figure) {
    if (figure == null) {
      return Status.NOT_MEASURED;
    }
    return goal.direction().holds(figure, goal.bound()) ? Status.REACHED : Status.MISSED;
  }
}
