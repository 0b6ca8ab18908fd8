package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.saddlebag.local.LocalS3;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One installation with one inbox, outbox and bucket: filled, run, killed, run to its end, judged.
 */
final class Round {

  private static final int[] SIZES = {0, 1, 4_096, 300_000, 9 << 20, 17 << 20};

  private final Path folder;
  private final Path inbox;
  private final Path outbox;
  private final String bucket;
  private final LocalS3 store;
  private final Installation saddlebag;
  private Map<String, String> wanted = Map.of();

  Round(Path folder, LocalS3 store, String bucket) throws IOException {
    this.folder = folder;
    this.inbox = Files.createDirectories(folder.resolve("inbox"));
    this.outbox = Files.createDirectories(folder.resolve("outbox"));
    this.bucket = bucket;
    this.store = store;
    this.saddlebag = Installation.in(folder.resolve("installation"), Stores.local(store, folder));
  }

  void dropFiles() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 3; i++) {
      for (int size : SIZES) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Path file = inbox.resolve("folder " + i).resolve("file-" + i + "-" + size);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
      }
    }
    wanted = Trees.digests(inbox);
  }

  /** Numbered names would show every second delivery of one file. */
  void sendOnlyOnce() throws IOException {
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
            "collision",
            "number",
            "delay",
            "100"));
  }

  void storeObjects() throws Exception {
    dropFiles();
    sendOnlyOnce();
    finish();
  }

  void fetch() throws IOException {
    saddlebag.flows(
        Installation.flow(
            "s3-to-directory",
            "back",
            "bucket",
            bucket,
            "directory",
            outbox.toString(),
            "collision",
            "number"));
  }

  Process startOnce(String javaOptions) throws IOException {
    return saddlebag.javaOptions("-Xmx256m " + javaOptions).start("run", "--once");
  }

  int runWith(String javaOptions) throws IOException, InterruptedException {
    return saddlebag.end(startOnce(javaOptions)).exitCode();
  }

  void finish() throws IOException, InterruptedException {
    assertThat(runWith("")).as(log()).isZero();
  }

  String log() throws IOException {
    return saddlebag.log();
  }

  /** Every file is in the bucket once, opens to what it was, and its source has been let go. */
  void requireSent() throws IOException {
    assertThat(Trees.digests(inbox)).isEmpty();
    assertThat(Trees.digests(inbox.resolve(".done"))).isEqualTo(wanted);
    assertThat(sealed().digests()).isEqualTo(wanted);
    sealed().requireNoUploads();
    requireNoLeftovers(inbox);
  }

  void requireFetched() throws IOException {
    assertThat(Trees.digests(outbox)).isEqualTo(wanted);
    requireNoLeftovers(outbox);
  }

  /** At any instant what can be seen at the output is a whole file. */
  void requireOnlyWholeFiles() throws IOException {
    assertThat(wanted.entrySet()).containsAll(Trees.digests(outbox).entrySet());
  }

  /** Two hundred rounds side by side would fill a small disk. */
  void clear() throws IOException {
    try (S3Client s3 = client()) {
      s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
          .map(S3Object::key)
          .forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
      s3.deleteBucket(delete -> delete.bucket(bucket));
    }
    Trees.delete(folder);
  }

  private SealedBucket sealed() {
    return new SealedBucket(store, bucket, saddlebag.keystore());
  }

  /** Of our hidden folders only those that keep something on purpose hold files. */
  private static void requireNoLeftovers(Path root) throws IOException {
    List<Path> left = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> root.relativize(file).toString().startsWith(".saddlebag"))
          .filter(file -> !file.toString().endsWith(".lock"))
          .forEach(left::add);
    }
    assertThat(left).as("staging left").isEmpty();
  }

  private S3Client client() {
    return LocalClients.of(store);
  }
}
