package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.local.wire.Call;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.local.wire.Headers;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Signal;

/** A stopped command leaves no upload and no plaintext behind. */
class CliStopIT extends InstalledCase {

  private static final Duration LONG = Duration.ofMinutes(1);

  @BeforeEach
  void prepare() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("big").toFile(), "rw")) {
      file.setLength(40L << 20);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStoppedSealAbortsItsUpload(Signal signal) throws Exception {
    saddlebag.startedBy(Signal.heeded());
    saddlebag.configure("saddlebag.node=test", "saddlebag.node=test\nsaddlebag.s3.read-timeout=5s");
    CountDownLatch sending = new CountDownLatch(1);
    cloud.s3().setFaults((call, headers) -> stalled(call, sending));
    Process seal = saddlebag.start("seal", "big", "s3://" + BUCKET + "/", "--key", "archive");
    assertThat(sending.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    signal.send(seal);
    ProgramRun run = saddlebag.end(seal);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(signal.exitCode());
    assertThat(run.out()).contains("0 sealed, 0 failed").contains("interrupted");
    assertThat(cloud.s3().requests().count("AbortMultipartUpload")).isEqualTo(1);
    assertThat(cloud.s3().requests().count("CompleteMultipartUpload")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aStoppedOpenLeavesNoPlaintext(Signal signal) throws Exception {
    saddlebag.startedBy(Signal.heeded());
    saddlebag.run("seal", "big", "s3://" + BUCKET + "/", "--key", "archive");
    cloud
        .s3()
        .setFaults(
            (call, headers) ->
                isLaterRange(call, headers) ? new Fault.StallBody(1 << 20, LONG) : Fault.none());
    Process open = saddlebag.start("open", "s3://" + BUCKET + "/big", "out/");
    await().atMost(LONG).until(() -> stagedBytes() > 1 << 20);
    signal.send(open);
    ProgramRun run = saddlebag.end(open);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(signal.exitCode());
    assertThat(stagedBytes()).isZero();
    assertThat(folder.resolve("out/big")).doesNotExist();
  }

  private static boolean isLaterRange(Call call, Headers headers) {
    return call.operation().equals("GetObject")
        && !headers.get("range", "bytes=0-").startsWith("bytes=0-");
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
