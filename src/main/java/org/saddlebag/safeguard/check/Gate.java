package org.saddlebag.safeguard.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.saddlebag.errors.Refused;

/** Lets a flow begin only where nothing is wrong at a level or above. */
public final class Gate {

  private Gate() {}

  /**
   * Judges a report. What could not be looked at counts as a flaw: a gate that is open where it is
   * dark keeps nobody out.
   *
   * @param report the report
   * @param level the level
   * @return the refusal with all that is wrong in one message, or empty
   */
  public static Optional<Refused> closed(Report report, Severity level) {
    List<Finding> flaws = report.flaws(level);
    List<Finding> unseen = report.unseen(level);
    if (flaws.isEmpty() && unseen.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s is below the level %s: %d finding(s), %d not looked at"
            .formatted(report.target(), level.id(), flaws.size(), unseen.size()));
    flaws.forEach(
        flaw ->
            lines.add(
                "%s, %s: %s: %s"
                    .formatted(
                        flaw.severity().id(),
                        flaw.check().id(),
                        flaw.verdict().words(),
                        flaw.mend())));
    unseen.forEach(
        look ->
            lines.add(
                "%s, %s: %s"
                    .formatted(look.severity().id(), look.check().id(), look.verdict().words())));
    return Optional.of(new Refused(CheckError.PREFLIGHT_REFUSED, String.join("\n  - ", lines)));
  }
}
