package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.cli.Packaged.BUCKET;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.local.LocalCloud;
import org.saddlebag.local.wire.Call;
import org.saddlebag.local.wire.Fault;

/** A stopped command leaves no upload and no plaintext behind. */
class CliStopIT {

  private static final int SIGTERM_EXIT_CODE = 128 + 15;
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;
  private LocalCloud cloud;
  private Packaged saddlebag;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(folder.resolve("cloud"));
    saddlebag = new Packaged(folder, cloud);
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("big").toFile(), "rw")) {
      file.setLength(40L << 20);
    }
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void aStoppedSealAbortsItsUpload() throws Exception {
    saddlebag.configure("saddlebag.s3.attempts=2", "saddlebag.s3.read-timeout=5s");
    CountDownLatch sending = new CountDownLatch(1);
    cloud.s3().setFaults((call, headers) -> stalled(call, sending));
    Process seal = saddlebag.start("seal", "big", "s3://" + BUCKET + "/", "--key", "archive");
    assertThat(sending.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    seal.destroy();
    CliRun run = saddlebag.end(seal);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(SIGTERM_EXIT_CODE);
    assertThat(run.out()).contains("0 sealed, 0 failed").contains("interrupted");
    assertThat(cloud.s3().requests().count("AbortMultipartUpload")).isEqualTo(1);
    assertThat(cloud.s3().requests().count("CompleteMultipartUpload")).isZero();
  }

  @Test
  void aStoppedOpenLeavesNoPlaintext() throws Exception {
    saddlebag.run("seal", "big", "s3://" + BUCKET + "/", "--key", "archive");
    cloud
        .s3()
        .setFaults(
            (call, headers) ->
                call.operation().equals("GetObject")
                    ? new Fault.StallBody(20 << 20, LONG)
                    : Fault.none());
    Process open = saddlebag.start("open", "s3://" + BUCKET + "/big", "out/");
    await().atMost(LONG).until(() -> stagedBytes() > 1 << 20);
    open.destroy();
    CliRun run = saddlebag.end(open);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(SIGTERM_EXIT_CODE);
    assertThat(stagedBytes()).isZero();
    assertThat(folder.resolve("out/big")).doesNotExist();
  }

  private static Fault stalled(Call call, CountDownLatch sending) {
    if (!call.operation().equals("UploadPart")) {
      return Fault.none();
    }
    sending.countDown();
    return new Fault.Delay(LONG, Fault.none());
  }

  private long stagedBytes() throws IOException {
    Path staging = folder.resolve("out/.saddlebag");
    if (!Files.exists(staging)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(staging)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
