package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Signal;

/** {@code try}, {@code run} and {@code retry} of the packaged folder. */
class FlowCommandsIT extends InstalledCase {

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(folder.resolve("b\u00fccher"));
    Files.writeString(
        saddlebag.settings(), "my.inbox=" + folder + "/b\u00fccher\n", StandardOpenOption.APPEND);
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(
        folder.resolve("routes/flows.yaml"),
        """
        - templatedRoute:
            routeTemplateRef: directory-to-s3
            routeId: books
            parameters:
              - { name: directory, value: "{{my.inbox}}" }
              - { name: bucket, value: %s }
              - { name: key, value: archive }
              - { name: collision, value: refuse }
        """
            .formatted(BUCKET));
  }

  @Test
  void runOnceDeliversFromADirectoryThatAPropertyNamesInUtf8() throws Exception {
    drop("a.txt");
    ProgramRun run = saddlebag.run("run", "--once", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json())
        .extracting(event -> event.get("event").asText())
        .containsExactly("started", "delivered", "summary");
    assertThat(saddlebag.run("inspect", "s3://" + BUCKET + "/a.txt").exitCode()).isZero();
  }

  @Test
  void whatFailedIsParkedAndTakenUpAgainByRetry() throws Exception {
    drop("a.txt");
    saddlebag.run("run", "--once");
    Path again = drop("a.txt");
    ProgramRun failed = saddlebag.run("run", "--once");
    assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
    assertThat(failed.err()).contains("object-exists");
    assertThat(again).doesNotExist();

    ProgramRun unknown = saddlebag.run("retry", "films");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).startsWith("saddlebag: unknown-flow: ");

    ProgramRun retried = saddlebag.run("retry", "books");
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(retried.out()).isEqualTo("put back " + again + "\n1 put back\n");
    assertThat(again).exists();
  }

  @Test
  void anObjectThatCantComeBackIsLeftAloneUntilRetry() throws Exception {
    drop("a.txt");
    saddlebag.run("run", "--once");
    Files.writeString(
        folder.resolve("routes/flows.yaml"),
        """
        - templatedRoute:
            routeTemplateRef: s3-to-directory
            routeId: outbox
            parameters:
              - { name: directory, value: %s }
              - { name: bucket, value: %s }
        """
            .formatted(folder.resolve("outbox"), BUCKET));
    cloud
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetObject") ? new Fault.FlipBody(1) : Fault.none());
    assertThat(saddlebag.run("run", "--once").exitCode()).isEqualTo(1);
    cloud.s3().setFaults((call, headers) -> Fault.none());
    ProgramRun restarted = saddlebag.run("run", "--once");
    assertThat(restarted.out()).startsWith("0 delivered, 0 failed in ");
    assertThat(restarted.err()).contains("outbox: 1 object failed before", "state/failed/outbox");

    ProgramRun retried = saddlebag.run("retry", "outbox");
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(retried.out()).isEqualTo("put back s3://" + BUCKET + "/a.txt\n1 put back\n");
    assertThat(saddlebag.run("run", "--once").out()).startsWith("1 delivered, 0 failed in ");
  }

  @Test
  void wrongFlowsAreRefusedBeforeAnythingMoves() throws Exception {
    Path flows = folder.resolve("routes/flows.yaml");
    Files.writeString(
        flows, Files.readString(flows).replace("key, value: archive", "kee, value: x"));
    Path file = drop("a.txt");
    ProgramRun run = saddlebag.run("run", "--once");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("saddlebag: flows-wrong: ", "'kee'");
    assertThat(file).exists();
  }

  @ParameterizedTest
  @EnumSource
  void runIsStoppedInOrder(Signal signal) throws Exception {
    saddlebag.startedBy(Signal.heeded());
    drop("a.txt");
    Process run = saddlebag.start("run");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> cloud.s3().requests().count("PutObject") == 1);
    signal.send(run);
    ProgramRun ended = saddlebag.end(run);
    assertThat(ended.exitCode()).isEqualTo(signal.exitCode());
    assertThat(ended.out()).contains(" delivered, 0 failed in ");
  }

  @Test
  void tryShowsTheWholeWay() throws Exception {
    ProgramRun tried = saddlebag.run("try", "--once", "--folder", "t");
    assertThat(tried.exitCode()).as(tried.err()).isZero();
    assertThat(tried.out())
        .contains("drop files here: ")
        .containsPattern("inbox: delivered hello-.* to s3://saddlebag-try/hello-")
        .containsPattern("outbox: delivered s3://saddlebag-try/hello-.* to .*/t/outbox/hello-")
        .contains("2 delivered, 0 failed");
    assertThat(files("t/outbox")).hasSize(1);

    ProgramRun again = saddlebag.run("--json", "try", "--once", "--folder", "t");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.json().get(0).get("event").asText()).isEqualTo("started");
    assertThat(files("t/outbox")).hasSize(2);
  }

  private Path drop(String name) throws IOException {
    Path file = folder.resolve("b\u00fccher").resolve(name);
    return Files.writeString(file, name, StandardCharsets.UTF_8);
  }

  private List<String> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.startsWith("."))
          .toList();
    }
  }
}
