package org.saddlebag.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.saddlebag.content.ContentLength;
import org.saddlebag.testing.ProgramRun;

/** Files that can't be delivered; the others of the same directory are. */
class BadFilesIT extends BadInputCase {

  @Test
  void aFileOverTheLimitIsRefusedBeforeItsFirstByteIsSent() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(inbox.resolve("huge").toFile(), "rw")) {
      sparse.setLength(ContentLength.MAX_PLAINTEXT_BYTES + 1);
    }
    drop("small");
    ProgramRun run = runThere("archive");
    requireParked(run, "huge", "too-long", Long.toString(ContentLength.MAX_PLAINTEXT_BYTES));
    assertThat(inbox.resolve(".failed/huge")).hasSize(ContentLength.MAX_PLAINTEXT_BYTES + 1);
    assertThat(cloud.s3().requests().count("CreateMultipartUpload")).isZero();
    assertThat(keys()).containsExactly("small");

    ProgramRun sealed =
        saddlebag.run(
            "seal",
            inbox.resolve(".failed/huge").toString(),
            "s3://" + BUCKET + "/",
            "--key=archive");
    assertThat(sealed.exitCode()).isEqualTo(1);
    assertThat(sealed.err()).startsWith("saddlebag: too-long: ").contains("\n  fix: ");
    assertThat(keys()).containsExactly("small");
  }

  @Test
  void aFileThatThisUserMayNotReadIsParkedAsItIs() throws Exception {
    drop("open");
    Path closed = drop("closed");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    saddlebag.startedBy(withoutTheRightsOfRoot());
    ProgramRun run = runThere("archive");
    requireParked(run, "closed", "source-unreadable", "permission denied", closed.toString());
    assertThat(keys()).containsExactly("open");

    Path parked = inbox.resolve(".failed/closed");
    Files.setPosixFilePermissions(parked, PosixFilePermissions.fromString("rw-------"));
    assertThat(parked).hasContent(CONTENT);
    requireDeliveredByRetry("archive", "closed");
  }

  @Test
  void linksToNothingAreNoFiles() throws Exception {
    drop("file");
    Files.createSymbolicLink(inbox.resolve("dangling"), Path.of("nowhere"));
    Files.createDirectory(inbox.resolve("directory"));
    ProgramRun run = runThere("archive");
    requireParked(run, "dangling", "source-vanished", "dangling");
    assertThat(inbox.resolve("directory")).isDirectory();
    assertThat(keys()).containsExactly("file");

    ProgramRun sealed =
        saddlebag.run("seal", "inbox/.failed/dangling", "s3://" + BUCKET + "/", "--key=archive");
    assertThat(sealed.exitCode()).isEqualTo(2);
    assertThat(sealed.err()).startsWith("saddlebag: no-such-file: ").contains("dangling");
  }

  @Test
  void oddNamesAreJustNamesAndThoseThatNoKeyCanHoldAreParked() throws Exception {
    List<String> odd =
        List.of(
            "${file:name}.txt",
            "${sys.user.home}",
            "#{1+1} {date} {{key}}",
            "\u00fcml\u00e4ut \u20ac \u65e5\u672c.txt",
            "a..b",
            "...",
            "100%41+&?=#.txt");
    List<String> bad = List.of("line\nbreak", "bell\u0007", "next\u0085line");
    for (String name : odd) {
      drop(name);
    }
    for (String name : bad) {
      drop(name);
    }
    ProgramRun run = runThere("archive");
    for (String name : bad) {
      requireParked(run, name, "bad-object-key", "control character");
      assertThat(inbox.resolve(".failed").resolve(name)).hasContent(CONTENT);
    }
    List<String> delivered = new ArrayList<>(odd);
    delivered.remove("..."); // hidden, as every name that begins with a dot
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(delivered);
    assertThat(run.err())
        .contains("failed bell?", "failed line\\nbreak", "failed next?line")
        .doesNotContain("line\nbreak", "\u0007", "\u0085");

    assertThat(runBack().exitCode()).isZero();
    for (String name : delivered) {
      assertThat(outbox.resolve(name)).hasContent(CONTENT);
    }
  }

  /** Root may read everything by these two rights alone; others have not got them anyway. */
  private static String[] withoutTheRightsOfRoot() {
    boolean root = "root".equals(System.getProperty("user.name"));
    return root
        ? new String[] {"setpriv", "--bounding-set=-dac_override,-dac_read_search"}
        : new String[] {};
  }
}
