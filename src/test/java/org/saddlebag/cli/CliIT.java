package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.ProgramRun;

/** The packaged command line: round trips, and every error in the one form with its exit code. */
class CliIT extends InstalledCase {

  private static final String TARGET = "s3://" + BUCKET + "/x/";

  @Test
  void aFileIsSealedInspectedAndOpenedAgain() throws Exception {
    byte[] content = new byte[20_000_000];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("b.bin"), content);
    Instant modified = Instant.parse("2001-02-03T04:05:06.789Z");
    Files.setLastModifiedTime(file, FileTime.from(modified));

    ProgramRun sealed =
        saddlebag.run("seal", "b.bin", TARGET, "--key", "archive", "--sse", "sse-s3");
    assertThat(sealed.err()).isEmpty();
    assertThat(sealed.exitCode()).isZero();
    assertThat(sealed.out()).contains("sealed ", TARGET + "b.bin", "1 sealed, 0 failed");

    ProgramRun inspected = saddlebag.run("inspect", "--json", TARGET + "b.bin");
    JsonNode report = inspected.json().get(0);
    assertThat(report.get("format").asText()).isEqualTo("v3");
    assertThat(report.get("plaintextBytes").asLong()).isEqualTo(content.length);
    assertThat(report.get("materialsDescription").get("saddlebag-key").asText())
        .isEqualTo("archive");
    assertThat(report.get("sse").asText()).isEqualTo("AES256");

    ProgramRun opened = saddlebag.run("open", TARGET + "b.bin", "out/");
    assertThat(opened.exitCode()).as(opened.err()).isZero();
    assertThat(folder.resolve("out/b.bin")).hasBinaryContent(content);
    assertThat(Files.getLastModifiedTime(folder.resolve("out/b.bin")).toInstant())
        .isEqualTo(modified);
    assertNothingStaged("out");
  }

  @Test
  void aTreeGoesThereAndBackUnderKmsInFormatV2() throws Exception {
    Files.createDirectories(folder.resolve("d/sub"));
    Files.writeString(folder.resolve("d/a"), "a");
    Files.createFile(folder.resolve("d/sub/empty"));
    ProgramRun sealed =
        saddlebag.run(
            "seal",
            "d",
            TARGET,
            "--recursive",
            "--key",
            "orders",
            "--format",
            "v2",
            "--context",
            "department=x",
            "--json");
    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
    assertThat(sealed.json()).hasSize(3);
    assertThat(sealed.json().get(0).get("receipt").get("envelope").get("format").asText())
        .isEqualTo("v2");

    ProgramRun withoutContext = saddlebag.run("open", TARGET, "refused");
    assertFailure(withoutContext, 1, "context-mismatch");
    assertThat(visible("refused")).isEmpty();

    ProgramRun opened = saddlebag.run("open", TARGET, "back", "--context", "department=x");
    assertThat(opened.exitCode()).as(opened.err()).isZero();
    assertThat(visible("back")).containsExactly("d/a", "d/sub/empty");
    assertThat(folder.resolve("back/d/a")).hasContent("a");
  }

  @Test
  void whatIsThereIsReplacedOnlyWhereAsked() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "one");
    assertThat(saddlebag.run("seal", "a.txt", TARGET, "--key", "archive").exitCode()).isZero();
    Files.writeString(folder.resolve("a.txt"), "two");
    assertFailure(saddlebag.run("seal", "a.txt", TARGET, "--key", "archive"), 1, "object-exists");
    ProgramRun numbered =
        saddlebag.run("seal", "a.txt", TARGET, "--key", "archive", "--collision", "number");
    assertThat(numbered.out()).contains(TARGET + "a-1.txt");

    assertThat(saddlebag.run("open", TARGET + "a.txt", "c.txt").exitCode()).isZero();
    assertFailure(saddlebag.run("open", TARGET + "a-1.txt", "c.txt"), 1, "output-exists");
    assertThat(folder.resolve("c.txt")).hasContent("one");
    ProgramRun replaced =
        saddlebag.run("open", TARGET + "a-1.txt", "c.txt", "--collision", "overwrite");
    assertThat(replaced.exitCode()).isZero();
    assertThat(folder.resolve("c.txt")).hasContent("two");
  }

  @Test
  void aBucketThatDoesNotExistIsNamed() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "a");
    ProgramRun sealed = saddlebag.run("seal", "a.txt", "s3://nowhere/x/", "--key", "archive");
    assertFailure(sealed, 1, "no-such-bucket");
    assertThat(sealed.err()).contains("nowhere");
    assertFailure(saddlebag.run("open", "s3://nowhere/x/", "out"), 1, "no-such-bucket");
  }

  @Test
  void wrongCredentialsAreNamedAndNotShown() throws Exception {
    Files.writeString(folder.resolve("store-secret"), "swordfish-and-more");
    Files.writeString(folder.resolve("a.txt"), "a");
    ProgramRun sealed = saddlebag.run("seal", "a.txt", TARGET, "--key", "archive", "--json");
    assertFailure(sealed, 1, "bad-credentials");
    assertThat(sealed.err() + sealed.out()).doesNotContain("swordfish");
  }

  @Test
  void anAliasThatTheKeystoreLacksIsNamed() throws Exception {
    saddlebag.configure("keys.p12#archive", "keys.p12#archives");
    Files.writeString(folder.resolve("a.txt"), "a");
    ProgramRun sealed = saddlebag.run("seal", "a.txt", TARGET, "--key", "archive");
    assertFailure(sealed, 2, "no-such-alias");
    assertThat(sealed.err()).contains("'archives'");
  }

  @Test
  void aKmsAliasThatDoesNotExistIsNamed() throws Exception {
    saddlebag.configure("alias/orders", "alias/nobody");
    Files.writeString(folder.resolve("a.txt"), "a");
    assertFailure(
        saddlebag.run("seal", "a.txt", TARGET, "--key", "orders"), 1, "kms-key-not-found");
  }

  @Test
  void aWrongKeystorePasswordIsToldAndNotShown() throws Exception {
    saddlebag.variable("ARCHIVE_PASSWORD", "swordfish");
    Files.writeString(folder.resolve("a.txt"), "a");
    ProgramRun sealed = saddlebag.run("seal", "a.txt", TARGET, "--key", "archive");
    assertFailure(sealed, 2, "wrong-password");
    assertThat(sealed.err() + sealed.out()).doesNotContain("swordfish");
  }

  @Test
  void inspectNeedsNoMasterKey() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "a");
    saddlebag.run("seal", "a.txt", TARGET, "--key", "archive");
    Files.delete(folder.resolve("config/keys.p12"));
    assertThat(saddlebag.run("inspect", TARGET + "a.txt").exitCode()).isZero();
    assertFailure(saddlebag.run("inspect", TARGET + "b.txt"), 1, "no-such-object");
  }

  @Test
  void aFileThatCannotBeReadFailsAloneAndTheOthersAreSealed() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "a");
    ProgramRun sealed =
        saddlebag.run("seal", "a.txt", unreadable().toString(), TARGET, "--key", "archive");
    assertThat(sealed.exitCode()).isEqualTo(1);
    assertThat(sealed.err()).startsWith("saddlebag: source-unreadable: ").contains("\n  fix: ");
    assertThat(sealed.out()).contains("1 sealed, 1 failed");
    assertThat(cloud.s3().requests().count("PutObject")).isLessThanOrEqualTo(2);
  }

  @Test
  void metadataOver2KibIsRefusedBeforeAnythingIsSent() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "a");
    ProgramRun sealed =
        saddlebag.run(
            "seal", "a.txt", TARGET, "--key", "orders", "--context", "long=" + "x".repeat(2_000));
    assertFailure(sealed, 1, "bad-metadata");
    assertThat(cloud.s3().requests().count("PutObject")).isZero();
  }

  @Test
  void aDamagedBodyLeavesNothingAtTheTarget() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "a");
    saddlebag.run("seal", "a.txt", TARGET, "--key", "archive");
    cloud
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetObject") ? new Fault.FlipBody(0) : Fault.none());
    ProgramRun opened = saddlebag.run("open", TARGET + "a.txt", "out/");
    assertThat(opened.exitCode()).isEqualTo(1);
    assertThat(opened.err()).contains("\n  fix: ");
    assertThat(visible("out")).isEmpty();
    assertNothingStaged("out");
  }

  @Test
  void nothingBelowAPrefixIsNoSuccess() throws Exception {
    assertFailure(saddlebag.run("open", TARGET, "out"), 1, "nothing-found");
  }

  @Test
  void unknownOptionsAndMissingConfigurationsExitWith2() throws Exception {
    assertFailure(saddlebag.run("inspect", TARGET + "a", "--bogus"), 2, "usage");
    assertFailure(
        saddlebag.run("inspect", TARGET + "a", "--config", "nowhere"), 2, "configuration-missing");
  }

  private void assertFailure(ProgramRun run, int exitCode, String code) {
    assertThat(run.err()).startsWith("saddlebag: " + code + ": ").contains("\n  fix: ");
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  private List<String> visible(String name) throws IOException {
    Path root = folder.resolve(name);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(file -> !file.startsWith(".saddlebag/"))
          .sorted()
          .toList();
    }
  }

  private void assertNothingStaged(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name).resolve(".saddlebag"))) {
      assertThat(files.filter(Files::isRegularFile))
          .allMatch(file -> file.getFileName().toString().endsWith(".lock"));
    }
  }

  /** Root may read every file, so on Linux one is taken that nobody can read from its start. */
  private Path unreadable() throws IOException {
    Path memory = Path.of("/proc/self/mem");
    if (Files.exists(memory)) {
      return memory;
    }
    return Files.createFile(
        folder.resolve("closed"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
  }
}
