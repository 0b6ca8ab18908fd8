package org.saddlebag.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report's arithmetic and that its files can be read. */
class ReportTest {

  private static final long GIB = 1L << 30;

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    assertThat(Spread.of(DoubleStream.of(4, 1, 3, 2))).isEqualTo(new Spread(2.5, 1, 4));
    assertThat(Spread.of(DoubleStream.of(9, 1, 3))).isEqualTo(new Spread(3, 1, 9));
  }

  @Test
  void a_goal_against_several_takes_the_fastest_that_was_measured() {
    Outcome outcome =
        outcome(
            "seal 1 GiB / fastest plain put",
            List.of(seal("saddlebag", 1.2), seal("tm-java", 2.4), seal("tm-crt", 1.0)));

    assertThat(outcome.peerCell().client()).isEqualTo("tm-crt");
    assertThat(outcome.ratio()).isEqualTo(1.2);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.MISSED);
  }

  @Test
  void a_rate_is_compared_with_the_highest_rate_and_must_reach_the_floor() {
    List<Measurement> measurements =
        List.of(small("saddlebag", 10), small("s3ec-single", 15), small("s3ec-multipart", 20));

    Outcome outcome = outcome("seal small files / S3 Encryption Client", measurements);

    assertThat(outcome.peerCell().client()).isEqualTo("s3ec-single");
    assertThat(outcome.ratio()).isEqualTo(1.5);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.REACHED);
  }

  @Test
  void an_absolute_bound_needs_no_peer() {
    Measurement huge = new Measurement("huge", "saddlebag", 20, 30, 321_000_000, 1, 10 * GIB);

    Outcome outcome = outcome("seal one huge object", List.of(huge));

    assertThat(outcome.ratio()).isEqualTo(321);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.MISSED);
  }

  @Test
  void what_is_missing_or_failed_is_not_measured() {
    List<Measurement> measurements =
        List.of(seal("saddlebag", 1.2), seal("s3ec-multipart", Double.NaN));

    assertThat(outcome("seal 1 GiB / S3 Encryption Client, multipart", measurements).status())
        .isEqualTo(Outcome.Status.NOT_MEASURED);
    assertThat(outcome("open 1 GiB / sync client get", measurements).status())
        .isEqualTo(Outcome.Status.NOT_MEASURED);
  }

  @Test
  void the_table_shows_medians_ranges_and_ratios() {
    List<Measurement> measurements =
        List.of(
            seal("saddlebag", 1.0),
            seal("saddlebag", 1.4),
            seal("saddlebag", 1.1),
            seal("tm-java", 2.2));

    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Report.of(measurements).print(new PrintStream(text, true, StandardCharsets.UTF_8));

    assertThat(text.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.matches(" *Saddlebag +3 +1\\.10 +\\(1\\.00-1\\.40\\) .*"))
        .anyMatch(line -> line.matches(" *Transfer manager, Java +1 +2\\.20 .* 0\\.50"));
  }

  @Test
  void the_files_are_json_and_xml_even_with_hostile_names(@TempDir Path directory)
      throws Exception {
    List<Measurement> measurements = new ArrayList<>(List.of(seal("saddlebag", 1.2)));
    measurements.add(seal("<&\"'>", 3));

    Report.of(measurements).writeTo(directory);

    JsonNode json = new ObjectMapper().readTree(directory.resolve("bench.json").toFile());
    assertThat(json.at("/measurements")).hasSize(2);
    assertThat(json.at("/medians/0/values/WALL/median").asDouble()).isEqualTo(1.2);
    assertThat(json.at("/goals/0/status").asText()).isEqualTo("NOT_MEASURED");
    assertThat(texts(directory.resolve("bench.svg"))).contains("<&\"'>");
  }

  private static String texts(Path svg) throws Exception {
    try (var in = Files.newInputStream(svg)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement()
          .getTextContent();
    }
  }

  private static Outcome outcome(String goal, List<Measurement> measurements) {
    return Report.of(measurements).outcomes().stream()
        .filter(outcome -> outcome.goal().name().equals(goal))
        .findFirst()
        .orElseThrow();
  }

  private static Measurement seal(String client, double wallSeconds) {
    return new Measurement("seal-1g", client, wallSeconds, 2, 200_000_000, 1, GIB);
  }

  private static Measurement small(String client, double wallSeconds) {
    return new Measurement(
        "small-seal", client, wallSeconds, 10, 200_000_000, 10_000, 10_000 * 4096L);
  }
}
