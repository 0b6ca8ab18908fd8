package org.saddlebag.operators;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.ProgramRun;

/** The log as JSON: each line an object, with flow and delivery, and without secrets. */
class JsonLogIT extends InstalledCase {

  private Path inbox;

  private void flow() throws IOException {
    inbox = Files.createDirectories(folder.resolve("inbox"));
    saddlebag.flows(
        Installation.flow(
            "directory-to-s3",
            "books",
            "directory",
            inbox.toString(),
            "bucket",
            BUCKET,
            "key",
            "archive",
            "collision",
            "refuse"));
  }

  @ParameterizedTest
  @CsvSource({"SADDLEBAG_LOG_FORMAT, json", "SADDLEBAG_JAVA_OPTS, -Dsaddlebag.log.format=json"})
  void everyLineIsAnObject(String variable, String value) throws Exception {
    flow();
    saddlebag.variable(variable, value);
    Files.writeString(inbox.resolve("a\",\"level\":\"b.txt"), "a");
    ProgramRun done = saddlebag.run("run", "--once");
    assertThat(done.exitCode()).as(done.err()).isZero();
    List<JsonNode> lines = lines(done.err());
    JsonNode delivered =
        lines.stream()
            .filter(line -> line.path("message").asText().startsWith("books: delivered"))
            .findFirst()
            .orElseThrow();
    assertThat(delivered.get("level").asText()).isEqualTo("INFO");
    assertThat(delivered.get("logger").asText()).isEqualTo("org.saddlebag.flow");
    assertThat(delivered.get("flow").asText()).isEqualTo("books");
    assertThat(delivered.get("delivery").asText()).isNotEmpty();
    assertThat(delivered.get("time").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(done.err())
        .doesNotContain(new String(Installation.PASSWORD))
        .doesNotContain(cloud.s3().secretKey());
  }

  @Test
  void aFailureHasItsCode() throws Exception {
    flow();
    saddlebag.variable("SADDLEBAG_LOG_FORMAT", "json");
    Files.writeString(inbox.resolve("a.txt"), "a");
    saddlebag.run("run", "--once");
    Files.writeString(inbox.resolve("a.txt"), "a");
    ProgramRun failed = saddlebag.run("run", "--once");
    assertThat(lines(failed.err()))
        .anySatisfy(
            line -> {
              assertThat(line.path("level").asText()).isEqualTo("ERROR");
              assertThat(line.path("flow").asText()).isEqualTo("books");
              assertThat(line.path("code").asText()).isEqualTo("object-exists");
            });
  }

  /** Debug lines of these two show headers with customer keys in them. */
  @Test
  void theSignerAndTheHttpClientStaySilentAtAnyLevelOfOurs() throws Exception {
    flow();
    saddlebag.variable("SADDLEBAG_LOG_FORMAT", "json");
    saddlebag.javaOptions("-Xmx256m -Dsaddlebag.log.level=trace");
    Files.writeString(inbox.resolve("a.txt"), "a");
    ProgramRun done = saddlebag.run("run", "--once");
    assertThat(lines(done.err()))
        .extracting(line -> line.path("logger").asText())
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("org.apache.hc") || name.contains("awssdk.http.auth"));
  }

  @Test
  void anotherFormatIsRefused() throws Exception {
    flow();
    saddlebag.variable("SADDLEBAG_LOG_FORMAT", "yaml");
    ProgramRun refused = saddlebag.run("run", "--once");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "saddlebag: the log's format (SADDLEBAG_LOG_FORMAT) is 'yaml': write text or json\n");
  }

  private static List<JsonNode> lines(String log) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : log.lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
      assertThat(lines.get(lines.size() - 1).isObject()).as(line).isTrue();
    }
    return lines;
  }
}
