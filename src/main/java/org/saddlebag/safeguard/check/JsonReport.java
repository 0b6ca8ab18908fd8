package org.saddlebag.safeguard.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A report as events for programs: each finding, sound ones too, and a summary. */
public final class JsonReport {

  private JsonReport() {}

  /**
   * Writes it.
   *
   * @param report the report
   * @return plain values
   */
  public static List<Map<String, Object>> events(Report report) {
    return Stream.concat(
            report.findings().stream().map(JsonReport::event), Stream.of(summary(report)))
        .toList();
  }

  private static Map<String, Object> event(Finding finding) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "check");
    event.put("check", finding.check().id());
    event.put("outcome", finding.outcome());
    event.put("severity", finding.severity().id());
    event.put("title", finding.check().title());
    event.put("subject", finding.subject());
    event.put("seen", finding.verdict().words());
    if (finding.mend() != null) {
      event.put("mend", finding.mend());
    }
    event.put("controls", finding.check().controls());
    return event;
  }

  private static Map<String, Object> summary(Report report) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "summary");
    event.put("bucket", report.subject().bucket());
    if (report.subject().flow() != null) {
      event.put("flow", report.subject().flow());
    }
    for (String outcome : List.of("failed", "passed", "unseen", "skipped")) {
      event.put(outcome, report.count(outcome));
    }
    for (Severity severity : Severity.values()) {
      event.put(severity.name().toLowerCase(Locale.ROOT), report.count(severity));
    }
    return event;
  }
}
