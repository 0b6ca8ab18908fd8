package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Signal;
import software.amazon.awssdk.services.s3.S3Client;

/** A tree whose sealing was broken off is sealed to its end by the same command. */
class SealResumeIT extends BatchCase {

  private static final Fault STALL = new Fault.Delay(LONG, Fault.none());

  @Test
  void aKilledSealIsTakenUpAndNothingIsSealedTwiceOrLeftBehind() throws Exception {
    Path tree = tree();
    standStill("PutObject", "UploadPart", STALL);
    Process killed = saddlebag.start(seal());
    await().atMost(LONG).until(this::standsStill);
    killed.destroyForcibly().waitFor();
    cloud.s3().setFaults((call, headers) -> Fault.none());
    cloud.s3().requests().clear();

    ProgramRun again = saddlebag.run(seal("--json"));
    assertThat(again.exitCode()).as(again.err()).isZero();
    long skipped = summary(again).get("skipped").asLong();
    long sealed = summary(again).get("sealed").asLong();
    assertThat(sealed + skipped).isEqualTo(FILES);
    assertThat(cloud.s3().requests().count("PutObject"))
        .isLessThanOrEqualTo(SMALL_FILES - DONE_BEFORE);
    assertSealedOnce();
    assertThat(batchFolders()).isEmpty();
    assertOpensTo(tree);
  }

  @Test
  void aStoppedSealSaysHowToGoOnAndLeavesNoUpload() throws Exception {
    Path tree = tree();
    saddlebag.startedBy(Signal.heeded());
    saddlebag.configure("saddlebag.node=test", "saddlebag.node=test\nsaddlebag.s3.read-timeout=5s");
    standStill("PutObject", "UploadPart", STALL);
    Process stopped = saddlebag.start(seal());
    await().atMost(LONG).until(this::standsStill);
    Signal.INT.send(stopped);
    ProgramRun run = saddlebag.end(stopped);
    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(run.out()).contains("; interrupted; repeat the command to go on");
    try (S3Client s3 = LocalClients.of(cloud.s3())) {
      assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads()).isEmpty();
    }
    cloud.s3().setFaults((call, headers) -> Fault.none());

    ProgramRun again = saddlebag.run(seal());
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("were done by an earlier run and are skipped");
    assertSealedOnce();
    assertOpensTo(tree);
  }

  @Test
  void aWholeBatchIsForgottenUnlessAManifestWasAskedFor() throws Exception {
    tree();
    assertThat(saddlebag.run(seal()).exitCode()).isZero();
    ProgramRun again = saddlebag.run(seal());
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("object-exists");

    ProgramRun noted = saddlebag.run(seal("--manifest", "m.jsonl", "--collision", "overwrite"));
    assertThat(noted.exitCode()).as(noted.err()).isZero();
    cloud.s3().requests().clear();
    ProgramRun skipped = saddlebag.run(seal("--manifest", "m.jsonl", "--json"));
    assertThat(skipped.exitCode()).isZero();
    assertThat(summary(skipped).get("skipped").asInt()).isEqualTo(FILES);
    assertThat(cloud.s3().requests().all()).isEmpty();
  }

  @Test
  void whatHasChangedIsSealedAgainUnderTheCollisionPolicy() throws Exception {
    Path tree = tree();
    saddlebag.run(seal("--manifest", "m.jsonl"));
    Files.setLastModifiedTime(
        tree.resolve("large"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    Files.writeString(tree.resolve("d3/file 3"), "other");

    ProgramRun refused = saddlebag.run(seal("--manifest", "m.jsonl", "--json"));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(summary(refused).get("failed").asInt()).isEqualTo(2);
    assertThat(summary(refused).get("skipped").asInt()).isEqualTo(FILES - 2);
    ProgramRun again =
        saddlebag.run(seal("--manifest", "m.jsonl", "--collision", "overwrite", "--json"));
    assertThat(summary(again).get("sealed").asInt()).isEqualTo(2);
    assertSealedOnce();
    assertOpensTo(tree);
  }

  @Test
  void whatVanishedFromTheStoreIsFoundOnlyWhereAsked() throws Exception {
    tree();
    saddlebag.run(seal("--manifest", "m.jsonl"));
    try (S3Client s3 = LocalClients.of(cloud.s3())) {
      s3.deleteObject(delete -> delete.bucket(BUCKET).key("x/tree/d3/file 3"));
      s3.putObject(
          put -> put.bucket(BUCKET).key("x/tree/large"),
          software.amazon.awssdk.core.sync.RequestBody.fromString("another"));
    }
    ProgramRun trusting = saddlebag.run(seal("--manifest", "m.jsonl", "--json"));
    assertThat(summary(trusting).get("skipped").asInt()).isEqualTo(FILES);
    ProgramRun asking =
        saddlebag.run(
            seal(
                "--manifest",
                "m.jsonl",
                "--verify-existing",
                "--collision",
                "overwrite",
                "--json"));
    assertThat(summary(asking).get("sealed").asInt()).isEqualTo(2);
    assertThat(summary(asking).get("skipped").asInt()).isEqualTo(FILES - 2);
    assertSealedOnce();
  }

  @Test
  void aTornManifestIsGoneOnWith() throws Exception {
    Path tree = tree();
    saddlebag.run(seal("--manifest", "m.jsonl"));
    Path manifest = folder.resolve("m.jsonl");
    byte[] whole = Files.readAllBytes(manifest);
    Files.write(manifest, java.util.Arrays.copyOf(whole, whole.length - 30));
    Files.writeString(tree.resolve("new"), "new");
    ProgramRun again =
        saddlebag.run(seal("--manifest", "m.jsonl", "--collision", "overwrite", "--json"));
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(summary(again).get("sealed").asInt()).isEqualTo(2);
    ProgramRun opened = saddlebag.run("open", "--manifest", "m.jsonl", "back", "--json");
    assertThat(opened.exitCode()).as(opened.err()).isZero();
    assertThat(summary(opened).get("opened").asInt()).isEqualTo(FILES + 1);
  }

  @Test
  void aFileThatIsNoManifestStaysAsItIs() throws Exception {
    tree();
    Path notes = folder.resolve("notes.txt");
    Files.writeString(notes, "dear diary\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE);
    ProgramRun run = saddlebag.run(seal("--manifest", "notes.txt"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("saddlebag: not-a-manifest: ");
    assertThat(notes).hasContent("dear diary\n");
  }
}
