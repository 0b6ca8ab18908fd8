package org.saddlebag.safeguard.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.saddlebag.aws.Aspect;

/** How a report is told, and what the gate makes of it. */
class ReportTest {

  private static final Report NOT_SET = Checks.of(Given.nothing(new Aspect.NotSet<>()));
  private static final Report DENIED =
      Checks.of(Given.nothing(new Aspect.Denied<>("s3:GetBucketThing")));
  private static final Report NOT_OFFERED =
      Checks.of(Given.nothing(new Aspect.NotOffered<>("the store answered 501")));

  @Test
  void every_check_has_a_name_a_sentence_and_known_controls() {
    Set<String> ids = new HashSet<>();
    assertThat(Checks.all()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(Checks.all())
        .allSatisfy(
            check -> {
              assertThat(ids.add(check.id())).as(check.id()).isTrue();
              assertThat(check.id()).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThan(26);
              assertThat(check.title()).matches("[A-Z].*[^.]");
              assertThat(check.controls())
                  .allMatch(
                      control ->
                          control.matches(
                              "CIS AWS (7\\.0 2\\.21|3\\.1\\.[124]|4\\.6)|Security Hub"
                                  + " (S3\\.(2|3|5|6|8|9|10|12|13|14|15|17|20)|KMS\\.[345])"));
            });
  }

  @Test
  void each_kind_of_not_seeing_is_told_apart() {
    assertThat(NOT_SET.count("failed")).isGreaterThan(10);
    assertThat(NOT_SET.count("unseen")).isZero();
    assertThat(DENIED.count("failed")).isZero();
    assertThat(DENIED.unseen(Severity.HIGH)).isNotEmpty();
    assertThat(NOT_OFFERED.count("failed")).isZero();
    assertThat(NOT_OFFERED.count("unseen")).isZero();
  }

  @Test
  void the_table_has_the_worst_first_with_mend_and_controls() {
    List<String> lines = TextReport.lines(NOT_SET);
    assertThat(lines.get(0)).startsWith("SEVERITY  CHECK");
    assertThat(lines.get(1)).startsWith("high      tls-enforced");
    assertThat(lines.get(2)).contains("mend: ", "saddlebag policy bucket --flow NAME");
    assertThat(lines.get(3)).contains("CIS AWS 3.1.1, Security Hub S3.5");
    assertThat(lines.get(lines.size() - 1)).startsWith("s3://acme: ").contains(" findings (");
    assertThat(TextReport.lines(DENIED))
        .anyMatch(line -> line.startsWith("unseen") && line.contains("needs s3:GetBucketThing"));
  }

  @Test
  void each_finding_is_an_event_and_the_last_one_counts() {
    List<Map<String, Object>> events = JsonReport.events(NOT_SET);
    assertThat(events).hasSize(NOT_SET.findings().size() + 1);
    assertThat(events.get(0))
        .containsEntry("event", "check")
        .containsEntry("check", "tls-enforced")
        .containsEntry("outcome", "failed")
        .containsEntry("severity", "high")
        .containsKeys("title", "subject", "seen", "mend", "controls");
    assertThat(events.get(events.size() - 1))
        .containsEntry("event", "summary")
        .containsEntry("failed", NOT_SET.count("failed"));
  }

  /** The parts that the SARIF 2.1.0 schema requires, and the values that it allows. */
  @Test
  void sarif_has_the_form_of_its_standard() throws IOException {
    for (Report report : List.of(NOT_SET, DENIED, NOT_OFFERED)) {
      JsonNode log = new ObjectMapper().readTree(SarifReport.text(report, "1.2.3"));
      assertThat(log.get("version").asText()).isEqualTo("2.1.0");
      assertThat(log.get("$schema").asText()).endsWith("/sarif-schema-2.1.0.json");
      JsonNode run = log.get("runs").get(0);
      JsonNode rules = run.at("/tool/driver/rules");
      assertThat(run.at("/tool/driver/name").asText()).isEqualTo("saddlebag");
      assertThat(run.get("results")).hasSize(report.findings().size());
      assertThat(run.at("/invocations/0/executionSuccessful").isBoolean()).isTrue();
      rules.forEach(
          rule -> {
            assertThat(rule.at("/shortDescription/text").asText()).endsWith(".");
            assertThat(rule.at("/defaultConfiguration/level").asText())
                .isIn("none", "note", "warning", "error");
          });
      run.get("results").forEach(result -> requireResult(result, rules));
    }
  }

  private static void requireResult(JsonNode result, JsonNode rules) {
    JsonNode rule = rules.get(result.get("ruleIndex").asInt());
    assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
    assertThat(result.at("/message/text").asText()).isNotBlank();
    assertThat(result.get("kind").asText()).isIn("pass", "open", "notApplicable", "fail");
    // Section 3.27.10: with another kind than fail, the level is none.
    assertThat(result.get("level").asText().equals("none"))
        .isEqualTo(!result.get("kind").asText().equals("fail"));
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("s3://acme");
    assertThat(result.at("/partialFingerprints").isObject()).isTrue();
  }

  @Test
  void the_gate_is_closed_by_flaws_and_by_what_was_not_seen() {
    assertThat(Gate.closed(NOT_OFFERED, Severity.LOW)).isEmpty();
    assertThat(Gate.closed(NOT_SET, Severity.CRITICAL)).isEmpty();
    assertThat(Gate.closed(NOT_SET, Severity.HIGH).orElseThrow().what())
        .startsWith("s3://acme is below the level high: ")
        .contains("\n  - high, tls-enforced: ", "saddlebag policy bucket")
        .doesNotContain("medium, ");
    assertThat(Gate.closed(DENIED, Severity.HIGH).orElseThrow().what())
        .contains("high, tls-enforced: not allowed to look, needs s3:GetBucketThing");
  }
}
