package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A prefix whose opening was broken off is opened to its end; a manifest is opened as it lists. */
class OpenResumeIT extends BatchCase {

  @Test
  void aKilledOpenIsTakenUpAndNothingIsFetchedTwice() throws Exception {
    Path tree = tree();
    saddlebag.run(seal());
    standStill("GetObject", "GetObject", new Fault.StallBody(1 << 20, LONG));
    Process killed = saddlebag.start("open", TARGET, "out", "--jobs", "4");
    await().atMost(LONG).until(this::standsStill);
    killed.destroyForcibly().waitFor();
    cloud.s3().setFaults((call, headers) -> Fault.none());
    cloud.s3().requests().clear();
    long there = Trees.digests(folder.resolve("out")).size();
    assertThat(there).isPositive();

    ProgramRun again = saddlebag.run("open", TARGET, "out", "--json");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(summary(again).get("skipped").asLong()).isEqualTo(there);
    assertThat(summary(again).get("opened").asLong()).isEqualTo(FILES - there);
    assertThat(Trees.digests(folder.resolve("out/tree"))).isEqualTo(Trees.digests(tree));
    assertThat(batchFolders()).isEmpty();
  }

  @Test
  void anOutputThatWasChangedIsNotTakenForDone() throws Exception {
    tree();
    saddlebag.run(seal());
    saddlebag.run("open", TARGET, "out", "--manifest", "o.jsonl");
    Files.delete(folder.resolve("out/tree/d3/file 3"));
    Files.writeString(folder.resolve("out/tree/d4/file 4"), "mine");
    ProgramRun again = saddlebag.run("open", TARGET, "out", "--manifest", "o.jsonl", "--json");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("output-exists").contains("d4/file 4");
    assertThat(summary(again).get("opened").asInt()).isEqualTo(1);
    assertThat(summary(again).get("failed").asInt()).isEqualTo(1);
    assertThat(summary(again).get("skipped").asInt()).isEqualTo(FILES - 2);
    assertThat(folder.resolve("out/tree/d4/file 4")).hasContent("mine");
  }

  @Test
  void aManifestIsOpenedUnderTheNamesThatTheFilesHad() throws Exception {
    Path tree = tree();
    try (S3Client s3 = LocalClients.of(cloud.s3())) {
      s3.putObject(
          put -> put.bucket(BUCKET).key("x/tree/large"), RequestBody.fromString("another's"));
    }
    saddlebag.run(seal("--manifest", "m.jsonl", "--collision", "number"));
    ProgramRun opened = saddlebag.run("open", "--manifest", "m.jsonl", "back");
    assertThat(opened.exitCode()).as(opened.err()).isZero();
    assertThat(Trees.digests(folder.resolve("back/tree"))).isEqualTo(Trees.digests(tree));
  }

  @Test
  void anObjectThatIsNotTheOneOfTheManifestIsRefused() throws Exception {
    tree();
    saddlebag.run(seal("--manifest", "m.jsonl"));
    Files.writeString(folder.resolve("tree/d3/file 3"), "other");
    saddlebag.run(
        "seal",
        "tree/d3/file 3",
        TARGET + "tree/d3/",
        "--key",
        "archive",
        "--collision",
        "overwrite");
    ProgramRun opened = saddlebag.run("open", "--manifest", "m.jsonl", "back", "--json");
    assertThat(opened.exitCode()).isEqualTo(1);
    assertThat(opened.err()).startsWith("saddlebag: other-object: ");
    assertThat(summary(opened).get("opened").asInt()).isEqualTo(FILES - 1);
    assertThat(folder.resolve("back/tree/d3/file 3")).doesNotExist();
  }
}
