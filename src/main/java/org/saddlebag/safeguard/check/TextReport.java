package org.saddlebag.safeguard.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A report as a table for people: flaws, then what could not be looked at, the worst first. */
public final class TextReport {

  private static final String FORM = "%-9s %-25s %s";
  private static final String BELOW = " ".repeat(36);

  private TextReport() {}

  /**
   * Writes it.
   *
   * @param report the report
   * @return lines without an end
   */
  public static List<String> lines(Report report) {
    List<Finding> flaws = report.flaws(Severity.INFO);
    List<Finding> unseen = report.unseen(Severity.INFO);
    List<String> lines = new ArrayList<>();
    if (!flaws.isEmpty() || !unseen.isEmpty()) {
      lines.add(FORM.formatted("SEVERITY", "CHECK", "SEEN"));
    }
    flaws.forEach(
        flaw -> {
          lines.add(line(flaw, flaw.severity().id(), flaw.verdict().words()));
          lines.add(BELOW + "mend: " + flaw.mend());
          place(report, flaw, lines);
        });
    unseen.forEach(
        look -> {
          lines.add(line(look, "unseen", look.verdict().words()));
          place(report, look, lines);
        });
    lines.add(summary(report));
    return lines;
  }

  private static String line(Finding finding, String severity, String words) {
    return FORM.formatted(severity, finding.check().id(), words);
  }

  /** The bucket goes without saying. */
  private static void place(Report report, Finding finding, List<String> lines) {
    if (!finding.check().controls().isEmpty()) {
      lines.add(BELOW + String.join(", ", finding.check().controls()));
    }
    if (!finding.subject().equals(report.subject().uri())) {
      lines.add(BELOW + finding.subject());
    }
  }

  /**
   * The last line.
   *
   * @param report the report
   * @return counts
   */
  public static String summary(Report report) {
    String counts =
        Arrays.stream(Severity.values())
            .filter(severity -> report.count(severity) > 0)
            .map(severity -> report.count(severity) + " " + severity.id())
            .collect(Collectors.joining(", "));
    return "%s: %d findings%s, %d passed, %d not looked at, %d do not apply"
        .formatted(
            report.target(),
            report.count("failed"),
            counts.isEmpty() ? "" : " (" + counts + ")",
            report.count("passed"),
            report.count("unseen"),
            report.count("skipped"));
  }
}
