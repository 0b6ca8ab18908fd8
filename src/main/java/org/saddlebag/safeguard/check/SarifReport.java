package org.saddlebag.safeguard.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A report as SARIF, which code scanning services read. Source: OASIS, Static Analysis Results
 * Interchange Format 2.1.0, sections 3.14 (run), 3.27 (result), 3.49 (reportingDescriptor).
 */
public final class SarifReport {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SarifReport() {}

  /**
   * Writes it.
   *
   * @param report the report
   * @param version the program's
   * @return one JSON document, indented
   */
  public static String text(Report report, String version) {
    ObjectNode log = JSON.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "saddlebag").put("version", version);
    List<Check> checks = report.findings().stream().map(Finding::check).distinct().toList();
    checks.forEach(check -> driver.withArray("rules").add(rule(check)));
    run.putArray("invocations").addObject().put("executionSuccessful", report.count("unseen") == 0);
    run.putArray("results");
    report.findings().forEach(finding -> run.withArray("results").add(result(finding, checks)));
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(log);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static ObjectNode rule(Check check) {
    ObjectNode rule = JSON.objectNode().put("id", check.id());
    rule.putObject("shortDescription").put("text", check.title() + ".");
    rule.putObject("defaultConfiguration").put("level", level(check.severity()));
    ObjectNode properties = rule.putObject("properties");
    properties.put("severity", check.severity().id());
    properties.put("security-severity", score(check.severity()));
    properties.putArray("tags").add("security");
    check.controls().forEach(control -> properties.withArray("tags").add(control));
    return rule;
  }

  /** Only a failed result has a level; section 3.27.10. */
  private static ObjectNode result(Finding finding, List<Check> checks) {
    ObjectNode result =
        JSON.objectNode()
            .put("ruleId", finding.check().id())
            .put("ruleIndex", checks.indexOf(finding.check()))
            .put("kind", kind(finding))
            .put("level", finding.failed() ? level(finding.severity()) : "none");
    String mend = finding.mend() == null ? "" : " Mend: " + finding.mend();
    result.putObject("message").put("text", finding.verdict().words() + "." + mend);
    ObjectNode location = result.putArray("locations").addObject();
    location
        .putObject("physicalLocation")
        .putObject("artifactLocation")
        .put("uri", finding.subject());
    location
        .putArray("logicalLocations")
        .addObject()
        .put("fullyQualifiedName", finding.subject())
        .put("kind", "resource");
    result
        .putObject("partialFingerprints")
        .put("saddlebagCheck/v1", finding.check().id() + "@" + finding.subject());
    result.putObject("properties").put("severity", finding.severity().id());
    return result;
  }

  private static String kind(Finding finding) {
    return switch (finding.outcome()) {
      case "failed" -> "fail";
      case "passed" -> "pass";
      case "unseen" -> "open";
      default -> "notApplicable";
    };
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "note";
    };
  }

  /** What code scanning services sort by: from 9.0 critical, 7.0 high, 4.0 medium, 0.1 low. */
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
      case INFO -> "0.0";
    };
  }
}
