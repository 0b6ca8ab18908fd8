package org.saddlebag.safeguard.check;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What all checks say.
 *
 * @param subject what was judged
 * @param findings sound ones too, in the order of the checks
 */
public record Report(Subject subject, List<Finding> findings) {

  /** Copies the findings. */
  public Report {
    findings = List.copyOf(findings);
  }

  /**
   * The flaws.
   *
   * @param level how bad at least
   * @return the worst first
   */
  public List<Finding> flaws(Severity level) {
    return worstFirst(Finding::failed, level);
  }

  /**
   * What could not be looked at.
   *
   * @param level how bad at least it would be
   * @return the worst first
   */
  public List<Finding> unseen(Severity level) {
    return worstFirst(Finding::unseen, level);
  }

  private List<Finding> worstFirst(Predicate<Finding> which, Severity level) {
    return findings.stream()
        .filter(which.and(finding -> finding.severity().atLeast(level)))
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  /**
   * How many findings have an outcome.
   *
   * @param outcome see {@link Finding#outcome}
   * @return the number
   */
  public long count(String outcome) {
    return findings.stream().filter(finding -> finding.outcome().equals(outcome)).count();
  }

  /**
   * How many flaws have a severity.
   *
   * @param severity the severity
   * @return the number
   */
  public long count(Severity severity) {
    return findings.stream()
        .filter(finding -> finding.failed() && finding.severity() == severity)
        .count();
  }

  /**
   * What was judged, in words.
   *
   * @return for example {@code s3://acme (flow 'invoices')}
   */
  public String target() {
    return subject.uri() + (subject.flow() == null ? "" : " (flow '" + subject.flow() + "')");
  }
}
