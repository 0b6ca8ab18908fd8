package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectStore;

/** Deliveries to the embedded S3 by a process that really dies, and by its successor. */
class RealDeathTest {

  private static final int LARGE_BYTES = (12 << 20) + 1;

  @TempDir Path folder;

  private LocalS3 server;
  private ObjectStore store;

  @BeforeEach
  void start() {
    server = LocalS3.start(folder.resolve("s3"), LocalS3Options.defaults());
    server.ensureBucket(Deliveries.BUCKET);
    store = MortalSender.store(server.endpoint(), server.accessKey(), server.secretKey());
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-create-multipart", "after-complete:2", "after-take"})
  void theSuccessorOfADeadProcessDeliversEachFileOnceAndLeavesNoUpload(String failpoint)
      throws Exception {
    dieAndSucceed(failpoint);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "after-begun", "after-begun:2", "after-journal-upload", "after-part", "after-part:2",
        "after-part:3", "after-complete", "after-delivered", "after-delivered:2", "after-receipt",
        "after-receipt:2", "before-move", "before-move:2", "after-take:2", "after-move",
        "after-move:2"
      })
  void soDoesTheSuccessorOfADeathAtEveryOtherInstant(String failpoint) throws Exception {
    dieAndSucceed(failpoint);
  }

  private void dieAndSucceed(String failpoint) throws Exception {
    byte[] small = write("small.bin", 1000);
    byte[] large = write("large.bin", LARGE_BYTES);

    assertThat(send(failpoint)).isEqualTo(137);
    assertThat(send(null)).isZero();

    assertThat(store.list(Deliveries.BUCKET, ""))
        .extracting(ListedObject::address)
        .extracting(ObjectAddress::key)
        .containsExactly("large.bin", "small.bin");
    assertThat(stored("small.bin")).isEqualTo(small);
    assertThat(stored("large.bin")).isEqualTo(large);
    assertThat(store.uploads(new ObjectAddress(Deliveries.BUCKET, "large.bin"))).isEmpty();
    assertThat(receipts()).hasSize(2);
    assertThat(folder.resolve("inbox/.done/small.bin")).hasBinaryContent(small);
    assertThat(folder.resolve("inbox/.done/large.bin")).hasBinaryContent(large);
    assertThat(folder.resolve("inbox").resolve(SourceRelease.FOLDER)).isEmptyDirectory();
  }

  private int send(String failpoint) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx128m"));
    if (failpoint != null) {
      command.add("-D" + Failpoints.PROPERTY + "=" + failpoint);
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            MortalSender.class.getName(),
            server.endpoint().toString(),
            server.accessKey(),
            server.secretKey(),
            folder.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sender.log").toFile())
            .start();
    return process.waitFor();
  }

  private byte[] write(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Files.createDirectories(folder.resolve("inbox"));
    Files.write(folder.resolve("inbox").resolve(name), content);
    return content;
  }

  private byte[] stored(String key) throws IOException {
    try (InputStream in = store.get(new ObjectAddress(Deliveries.BUCKET, key), null)) {
      return in.readAllBytes();
    }
  }

  private List<String> receipts() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("state/receipts"))) {
      return files.flatMap(RealDeathTest::lines).toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
