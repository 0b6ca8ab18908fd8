package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.saddlebag.local.wire.Call;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A tree of small files and a large one, and a store that lets a batch get so far and no further.
 */
abstract class BatchCase extends InstalledCase {

  static final Duration LONG = Duration.ofMinutes(1);
  static final String TARGET = "s3://" + BUCKET + "/x/";
  static final int SMALL_FILES = 60;
  static final int FILES = SMALL_FILES + 1;
  static final int DONE_BEFORE = 10;

  final AtomicInteger small = new AtomicInteger();
  final AtomicInteger large = new AtomicInteger();

  final Path tree() throws IOException {
    Path tree = folder.resolve("tree");
    Random random = new Random(7);
    for (int i = 0; i < SMALL_FILES; i++) {
      Path file = tree.resolve("d" + i % 7).resolve("file " + i);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes(random, i * 100));
    }
    Files.write(tree.resolve("large"), bytes(random, 20 << 20));
    return tree;
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  final String[] seal(String... more) {
    return with(
        new String[] {"seal", "tree", TARGET, "--recursive", "--key", "archive", "--jobs", "4"},
        more);
  }

  static String[] with(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  /** Transfers stand still when some small files are through and the large one is under way. */
  final void standStill(String smallAct, String largeAct, Fault whileLarge) {
    cloud.s3().setFaults((call, headers) -> standing(call, smallAct, largeAct, whileLarge));
  }

  private Fault standing(Call call, String smallAct, String largeAct, Fault whileLarge) {
    boolean isLarge = String.valueOf(call.key()).endsWith("/large");
    if (isLarge && call.operation().equals(largeAct)) {
      large.incrementAndGet();
      return whileLarge;
    }
    if (!isLarge && call.operation().equals(smallAct)) {
      boolean enough = large.get() > 0 && small.get() >= DONE_BEFORE;
      small.incrementAndGet();
      return enough ? new Fault.Delay(LONG, Fault.none()) : Fault.none();
    }
    return Fault.none();
  }

  final boolean standsStill() {
    return large.get() > 0 && small.get() > DONE_BEFORE;
  }

  final void assertSealedOnce() {
    try (S3Client s3 = LocalClients.of(cloud.s3())) {
      assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads()).isEmpty();
      List<String> keys =
          s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
              .map(S3Object::key)
              .toList();
      assertThat(keys).hasSize(FILES).allMatch(key -> key.startsWith("x/tree/"));
    }
  }

  /** Opened by a configuration that knows nothing of the batch. */
  final void assertOpensTo(Path tree) throws Exception {
    ProgramRun opened = saddlebag.run("open", TARGET, "back");
    assertThat(opened.exitCode()).as(opened.err()).isZero();
    assertThat(Trees.digests(folder.resolve("back/tree"))).isEqualTo(Trees.digests(tree));
  }

  static JsonNode summary(ProgramRun run) {
    List<JsonNode> lines = run.json();
    JsonNode last = lines.get(lines.size() - 1);
    assertThat(last.get("event").asText()).isEqualTo("summary");
    return last;
  }

  final List<Path> batchFolders() throws IOException {
    Path batches = folder.resolve("state/batches");
    if (!Files.exists(batches)) {
      return List.of();
    }
    try (var found = Files.list(batches)) {
      return found.filter(Files::isDirectory).toList();
    }
  }
}
