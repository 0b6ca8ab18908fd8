package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.s3.ObjectAddress;

/** Files that do not stay what they were while a flow reads them: no mixture is ever an object. */
class ChangingSourceTest extends FlowTest {

  private static final int SIZE = 20 << 20;

  private enum Change {
    GROWS,
    SHRINKS,
    IS_OVERWRITTEN;

    void make(Path file, int attempt) throws IOException {
      byte[] content = new byte[this == SHRINKS ? SIZE - attempt : SIZE];
      content[SIZE / 2] = (byte) attempt;
      switch (this) {
        case GROWS -> Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        case SHRINKS, IS_OVERWRITTEN -> Files.write(file, content);
      }
    }
  }

  private interface Act {
    void on(int attempt) throws IOException;
  }

  /** Once the first part is read and before the last one is. */
  private void whileItIsRead(Act act) {
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (call.operation().equals("CreateMultipartUpload")) {
                try {
                  act.on(call.attempt());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
              return Fault.none();
            });
  }

  @ParameterizedTest
  @EnumSource
  void a_file_that_never_rests_is_parked_as_it_is_at_last(Change change) throws IOException {
    requireParked(change, "seal=envelope");
  }

  /** No tag of a cipher would ever tell of a mixture of plain bytes. */
  @ParameterizedTest
  @EnumSource
  void so_is_one_that_is_sent_as_it_is(Change change) throws IOException {
    requireParked(change, "seal=none");
  }

  private void requireParked(Change change, String seal) throws IOException {
    Path source = Files.write(house.inbox().resolve("big.bin"), new byte[SIZE]);
    whileItIsRead(attempt -> change.make(source, attempt));

    FlowSummary summary = house.in("in", "attempts=2", seal).once();

    assertThat(summary.failed()).isEqualTo(1);
    Path parked = house.inbox().resolve(".failed/big.bin");
    assertThat(parked).exists();
    assertThat(house.inbox().resolve(".failed/big.bin.reason"))
        .content()
        .contains("code: source-changed", "big.bin", "attempts: 2", "fix: Let the writer finish");
    assertThat(house.keys()).isEmpty();
    requireNoUpload();
  }

  @Test
  void a_file_that_vanishes_leaves_no_object_and_is_told_of() throws IOException {
    Path source = Files.write(house.inbox().resolve("big.bin"), new byte[SIZE]);
    house.drop("other.txt", "content");
    whileItIsRead(attempt -> Files.deleteIfExists(source));

    List<String> lines;
    try (CapturedLog log = new CapturedLog("org.saddlebag", Level.ERROR)) {
      FlowSummary summary = house.in("in", "attempts=2").once();
      assertThat(summary.failed()).isEqualTo(1);
      assertThat(summary.delivered()).isEqualTo(1);
      lines = log.lines();
    }

    assertThat(lines)
        .anyMatch(line -> line.contains("source-vanished") && line.contains("big.bin"));
    assertThat(house.keys()).containsExactly("other.txt");
    requireNoUpload();
  }

  private void requireNoUpload() {
    assertThat(house.s3().requests().count("CreateMultipartUpload")).isPositive();
    assertThat(house.s3().requests().count("CompleteMultipartUpload")).isZero();
    assertThat(house.store().uploads(new ObjectAddress(FlowHouse.BUCKET, "big.bin"))).isEmpty();
  }
}
