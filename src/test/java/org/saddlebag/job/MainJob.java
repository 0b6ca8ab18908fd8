package org.saddlebag.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Trees;

/** Directory to S3 to directory, by the packaged program, on real files. */
abstract class MainJob {

  private static final int AT_LEAST = 2_000;

  @TempDir Path temp;

  /** Settings of the store under test. */
  abstract List<String> store();

  /** A bucket of its own for a test. */
  abstract String newBucket();

  @Test
  void a_real_tree_goes_to_s3_and_comes_back_byte_for_byte() throws Exception {
    Path original = Files.createDirectories(temp.resolve("original"));
    RealTree.copyTo(original, AT_LEAST);
    Path inbox = temp.resolve("inbox");
    Path outbox = Files.createDirectories(temp.resolve("outbox"));
    copyTree(original, inbox);
    Map<String, String> before = Trees.digests(original);
    assertThat(before).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    String bucket = newBucket();
    Installation saddlebag =
        Installation.in(temp.resolve("installation"), store()).javaOptions("-Xmx128m");

    saddlebag.flows(
        Installation.flow(
            "directory-to-s3",
            "there",
            "directory",
            inbox.toString(),
            "bucket",
            bucket,
            "key",
            "archive",
            "objectKey",
            "tree/{path}"));
    requireDone(saddlebag.run("run", "--once"));
    assertThat(Trees.digests(inbox)).isEmpty();
    assertThat(Trees.digests(inbox.resolve(".done"))).isEqualTo(before);

    saddlebag.flows(
        Installation.flow(
            "s3-to-directory",
            "back",
            "bucket",
            bucket,
            "prefix",
            "tree/",
            "directory",
            outbox.toString()));
    requireDone(saddlebag.run("run", "--once"));
    assertThat(Trees.digests(outbox)).isEqualTo(before);
    assertThat(times(outbox)).isEqualTo(times(original));

    // What has been delivered is remembered: nothing comes a second time.
    requireDone(saddlebag.run("run", "--once"));
    assertThat(Trees.digests(outbox)).isEqualTo(before);
  }

  @Test
  void seal_and_open_on_the_command_line_keep_names_and_bytes() throws Exception {
    Path tree = Files.createDirectories(temp.resolve("a"));
    Files.write(tree.resolve("empty"), new byte[0]);
    Files.createDirectories(tree.resolve("b c"));
    Files.writeString(tree.resolve("b c/${sys.java.version} ümlaut.txt"), "text");
    Files.write(tree.resolve("large.bin"), new byte[20 << 20]);
    String bucket = newBucket();
    Installation saddlebag =
        Installation.in(temp.resolve("installation"), store()).javaOptions("-Xmx128m");

    String address = "s3://" + bucket + "/x/";
    requireDone(saddlebag.run("seal", tree.toString(), address, "--key", "archive", "--recursive"));
    Path target = Files.createDirectories(temp.resolve("target"));
    requireDone(saddlebag.run("open", address, target.toString()));

    Map<String, String> opened = Trees.digests(target);
    assertThat(opened.values()).containsExactlyInAnyOrderElementsOf(Trees.digests(tree).values());
    assertThat(opened.keySet())
        .allSatisfy(name -> assertThat(name).matches("(a/)?(empty|large.bin|b c/.* ümlaut.txt)"));
  }

  private static void requireDone(ProgramRun run) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private static Map<String, Instant> times(Path root) throws IOException {
    Map<String, Instant> times = new TreeMap<>();
    for (String name : Trees.digests(root).keySet()) {
      times.put(name, mtime(root.resolve(name)));
    }
    return times;
  }

  /** The JDK sets times of files to the microsecond, whatever the file system can. */
  private static Instant mtime(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  /** Files that every machine with a JDK has, with links and empty files among them. */
  private static final class RealTree extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private int left;

    private RealTree(Path from, Path to, int left) {
      this.from = from;
      this.to = to;
      this.left = left;
    }

    static void copyTo(Path target, int count) throws IOException {
      int left = count;
      for (String source : List.of("src", "target", System.getProperty("java.home"))) {
        Path real = Path.of(source).toRealPath();
        RealTree tree = new RealTree(real, target.resolve("from " + real.getFileName()), left);
        Files.walkFileTree(real, tree);
        left = tree.left;
      }
      Files.createFile(target.resolve("empty file"));
      Files.writeString(target.resolve("with ümlaut and ${sys.java.version}.txt"), "text");
      Files.writeString(target.resolve("old"), "x", StandardCharsets.US_ASCII);
      Files.setLastModifiedTime(
          target.resolve("old"), FileTime.from(Instant.parse("1999-12-31T23:59:59.123Z")));
      Files.createSymbolicLink(target.resolve("link"), Path.of("old"));
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Path relative = from.relativize(file);
      if (attributes.isRegularFile()
          && attributes.size() < 1 << 20
          && Files.isReadable(file)
          && !relative.toString().matches("(.*/)?[.~].*|.*[.](tmp|part)")) {
        Path target = to.resolve(relative.toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        left--;
      }
      return left <= 0 ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
