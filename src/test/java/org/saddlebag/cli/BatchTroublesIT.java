package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.ProgramRun;

/** What concerns every item is said once and stops the batch; what concerns one is said of it. */
class BatchTroublesIT extends BatchCase {

  private static final Fault DENIED = new Fault.Fail(403, "AccessDenied");

  @Test
  void aMissingBucketIsSaidOnce() throws Exception {
    tree();
    String[] seal = seal("--json");
    seal[2] = "s3://nowhere/x/";
    ProgramRun run = saddlebag.run(seal);
    assertSaidOnce(run, "no-such-bucket");
    assertAllAccountedFor(run);
  }

  @Test
  void accessThatIsDeniedToAllIsSaidOnce() throws Exception {
    tree();
    cloud.s3().setFaults((call, headers) -> DENIED);
    ProgramRun run = saddlebag.run(seal("--json"));
    assertSaidOnce(run, "access-denied");
    assertAllAccountedFor(run);
  }

  @Test
  void accessThatIsDeniedToSomeIsSaidOfEach() throws Exception {
    tree();
    cloud
        .s3()
        .setFaults(
            (call, headers) -> String.valueOf(call.key()).contains("/d3/") ? DENIED : Fault.none());
    ProgramRun run = saddlebag.run(seal("--json"));
    assertThat(run.exitCode()).isEqualTo(1);
    long denied = run.err().lines().filter(line -> line.startsWith("saddlebag: ")).count();
    assertThat(summary(run).get("failed").asLong()).isEqualTo(denied).isEqualTo(9);
    assertThat(summary(run).get("sealed").asLong()).isEqualTo(FILES - 9);
    cloud.s3().setFaults((call, headers) -> Fault.none());
    ProgramRun again = saddlebag.run(seal("--json"));
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(summary(again).get("sealed").asLong()).isEqualTo(9);
    assertSealedOnce();
  }

  @Test
  void whoWantsToGoOnIsNotStopped() throws Exception {
    tree();
    cloud.s3().setFaults((call, headers) -> DENIED);
    ProgramRun run = saddlebag.run(seal("--json", "--keep-going", "--manifest", "m.jsonl"));
    assertThat(summary(run).get("failed").asLong()).isEqualTo(FILES);
    assertThat(Files.readString(folder.resolve("m.jsonl")).lines())
        .hasSize(FILES + 1)
        .filteredOn(line -> line.contains("\"code\":\"access-denied\""))
        .hasSize(FILES);
  }

  @Test
  void nothingIsShownInAPipe() throws Exception {
    tree();
    ProgramRun run = saddlebag.run(seal());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).doesNotContain("\r", "\033").hasLineCount(FILES + 1);
  }

  @Test
  void aTerminalShowsHowFarItIs() throws Exception {
    tree();
    cloud
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("UploadPart")
                    ? new Fault.Delay(java.time.Duration.ofSeconds(1), Fault.none())
                    : Fault.none());
    saddlebag.startedBy("sh", "-c", "script -qefc \"$*\" /dev/null < /dev/null", "sh");
    ProgramRun run = saddlebag.run(seal());
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out()).contains("\rSealing ").contains("MiB/s, ").contains("/61 files");
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(lines.size() - 1)).contains("61 sealed, 0 failed");

    ProgramRun without = saddlebag.run(seal("--no-progress", "--collision", "overwrite"));
    assertThat(without.out()).doesNotContain("Sealing ");
    ProgramRun json = saddlebag.run(seal("--json", "--collision", "overwrite"));
    assertThat(json.out()).doesNotContain("Sealing ");
  }

  private static void assertSaidOnce(ProgramRun run, String code) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("saddlebag: " + code + ": ").hasLineCount(2);
  }

  private static void assertAllAccountedFor(ProgramRun run) {
    JsonNode summary = summary(run);
    assertThat(summary.get("stopped").asBoolean()).isTrue();
    assertThat(summary.get("notTried").asLong()).isGreaterThan(FILES / 2);
    assertThat(summary.get("failed").asLong() + summary.get("notTried").asLong()).isEqualTo(FILES);
  }
}
