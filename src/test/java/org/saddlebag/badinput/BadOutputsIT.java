package org.saddlebag.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects whose keys lead astray, and outputs that don't fit. */
class BadOutputsIT extends BadInputCase {

  private static final List<String> ASTRAY =
      List.of(
          "x/../../escaped",
          "x/..",
          "x/./escaped",
          "x//escaped",
          "x/sub//escaped",
          "x/line\nbreak",
          "x/bell\u0007",
          "x/.saddlebag/escaped");
  private static final List<String> ODD =
      List.of("x/\u00fcml\u00e4ut \u20ac.txt", "x/${sys.user.home}", "x/a..b/c d+e%2e%2e%2f");

  @Test
  void noKeyLeadsOutOfTheDirectoryAndEveryObjectStays() throws Exception {
    sealUnder("original");
    try (S3Client s3 = LocalClients.of(cloud.s3())) {
      for (String key : Stream.concat(ASTRAY.stream(), ODD.stream()).toList()) {
        s3.copyObject(
            copy ->
                copy.sourceBucket(BUCKET)
                    .sourceKey("original")
                    .destinationBucket(BUCKET)
                    .destinationKey(key));
      }
    }
    TreeSet<Path> before = filesOutside(outbox);

    ProgramRun run = runBack("prefix", "x/");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains(ODD.size() + " delivered, " + ASTRAY.size() + " failed");
    assertThat(run.err()).contains("bad-output-name", "Restore the object by hand");
    assertThat(reasonsOfObjects())
        .hasSize(ASTRAY.size())
        .allMatch(reason -> reason.contains("code: bad-output-name"));
    requireOnlyOddNames(outbox, before);

    Path target = folder.resolve("target");
    ProgramRun opened = saddlebag.run("open", "s3://" + BUCKET + "/x/", target.toString());
    assertThat(opened.exitCode()).isEqualTo(1);
    assertThat(opened.out()).contains(ODD.size() + " opened, " + ASTRAY.size() + " failed");
    assertThat(opened.err()).contains("saddlebag: bad-output-name: ", "\n  fix: ");
    before.addAll(filesOutside(target));
    requireOnlyOddNames(target, before);
    assertThat(keys()).hasSize(1 + ASTRAY.size() + ODD.size());
  }

  /**
   * A limit on the size of files stands in for a full disk, as to make one takes rights that not
   * every machine gives: the write fails in the midst of the content in either case. What a full
   * disk is called is told by StagingAreaTest.
   */
  @Test
  void anOutputThatDoesNotFitIsNotToBeSeenAndIsDeliveredOnceItFits() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("big").toFile(), "rw")) {
      file.setLength(24 << 20);
    }
    sealUnder("big");

    saddlebag.startedBy("prlimit", "--fsize=" + (16 << 20));
    ProgramRun run = runBack();
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).contains("folder-unwritable", "File too large", outbox.toString());
    assertThat(reasonsOfObjects())
        .singleElement()
        .asString()
        .contains("code: folder-unwritable", "limits on file sizes");
    requireNothingAt(outbox);
    Path target = Files.createDirectory(folder.resolve("target"));
    ProgramRun opened = saddlebag.run("open", "s3://" + BUCKET + "/big", target.toString());
    assertThat(opened.exitCode()).isEqualTo(1);
    assertThat(opened.err()).startsWith("saddlebag: folder-unwritable: ").contains("\n  fix: ");
    requireNothingAt(target);

    saddlebag.startedBy();
    assertThat(saddlebag.run("retry").out()).contains("1 put back");
    assertThat(runBack().exitCode()).isZero();
    assertThat(outbox.resolve("big")).hasSameBinaryContentAs(folder.resolve("big"));
  }

  private void sealUnder(String name) throws Exception {
    Path file = folder.resolve(name);
    if (Files.notExists(file)) {
      Files.writeString(file, CONTENT);
    }
    ProgramRun sealed =
        saddlebag.run("seal", name, "s3://" + BUCKET + "/" + name, "--key", "archive");
    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
  }

  private void requireOnlyOddNames(Path directory, TreeSet<Path> before) throws IOException {
    for (String key : ODD) {
      assertThat(directory.resolve(key.substring("x/".length()))).hasContent(CONTENT);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")))
          .filteredOn(file -> !file.toString().endsWith(".lock"))
          .hasSize(ODD.size());
    }
    assertThat(filesOutside(directory)).containsAll(before);
    assertThat(filesOutside(directory))
        .noneMatch(file -> file.getFileName().toString().equals("escaped"));
  }

  /** What there is in the test's folder beside a directory; the servers' own files left out. */
  private TreeSet<Path> filesOutside(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !file.startsWith(directory))
          .filter(file -> !file.startsWith(folder.resolve("cloud")))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
