package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.s3.ProofLevel;

class ReceiptsTest {

  @TempDir Path state;

  @Test
  void eachDayHasItsFile() throws IOException {
    try (Receipts receipts = Receipts.open(state)) {
      receipts.append(receipt("a", "2026-03-04T23:59:59.999Z"));
      receipts.append(receipt("b", "2026-03-05T00:00:00Z"));
      receipts.append(receipt("c", "2026-03-05T12:00:00Z"));
    }

    assertThat(Files.readAllLines(state.resolve("receipts/2026-03-04.jsonl"))).hasSize(1);
    assertThat(Files.readAllLines(state.resolve("receipts/2026-03-05.jsonl"))).hasSize(2);
  }

  @Test
  void whatIsThereIsNotWrittenTwice() throws IOException {
    try (Receipts receipts = Receipts.open(state)) {
      receipts.append(receipt("a", "2026-03-04T10:00:00Z"));
    }
    try (Receipts receipts = Receipts.open(state)) {
      receipts.appendOnce(receipt("a", "2026-03-04T10:00:00Z"));
      receipts.appendOnce(receipt("b", "2026-03-04T10:00:00Z"));
      receipts.appendOnce(receipt("b", "2026-03-04T10:00:00Z"));
    }

    assertThat(Files.readAllLines(state.resolve("receipts/2026-03-04.jsonl"))).hasSize(2);
  }

  @Test
  void twoProcessesMayAppendToOneFile() throws IOException {
    try (Receipts one = Receipts.open(state);
        Receipts other = Receipts.open(state)) {
      one.append(receipt("a", "2026-03-04T10:00:00Z"));
      other.append(receipt("b", "2026-03-04T10:00:00Z"));
      one.append(receipt("c", "2026-03-04T10:00:00Z"));
    }

    assertThat(Files.readAllLines(state.resolve("receipts/2026-03-04.jsonl")))
        .hasSize(3)
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void aTornReceiptDoesNotSpoilTheNext() throws IOException {
    Files.createDirectories(state.resolve("receipts"));
    Files.writeString(
        state.resolve("receipts/2026-03-04.jsonl"),
        "{\"delivery\":\"to",
        StandardOpenOption.CREATE);
    try (Receipts receipts = Receipts.open(state)) {
      receipts.appendOnce(receipt("a", "2026-03-04T10:00:00Z"));
    }

    assertThat(Files.readAllLines(state.resolve("receipts/2026-03-04.jsonl")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("{\"delivery\":\"a\"");
  }

  @Test
  void aReceiptThatCouldNotBeWrittenIsNotTakenForWritten() throws IOException {
    boolean[] full = {true};
    AppendLog.Opener opener =
        file -> {
          AppendLog.Sink real = AppendLog.FILES.open(file);
          return new AppendLog.Sink() {
            @Override
            public void write(byte[] bytes) throws IOException {
              if (full[0]) {
                try (FileOutputStream device = new FileOutputStream("/dev/full")) {
                  device.write(bytes);
                }
              }
              real.write(bytes);
            }

            @Override
            public void sync() throws IOException {
              real.sync();
            }

            @Override
            public void close() throws IOException {
              real.close();
            }
          };
        };
    try (Receipts receipts = Receipts.open(state, opener)) {
      Receipt receipt = receipt("a", "2026-03-04T10:00:00Z");
      assertThatThrownBy(() -> receipts.appendOnce(receipt))
          .isInstanceOfSatisfying(
              FileUnavailable.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.DISK_FULL));
      full[0] = false;
      receipts.appendOnce(receipt);
    }

    assertThat(Files.readAllLines(state.resolve("receipts/2026-03-04.jsonl")))
        .filteredOn(line -> !line.isBlank())
        .hasSize(1);
  }

  private static Receipt receipt(String id, String finished) {
    return new Receipt(
        id,
        "flow",
        new SourceDescription("name", 1, null),
        new Receipt.Target("bucket", "key", null, null, 17),
        null,
        null,
        new Receipt.Evidence(ProofLevel.LENGTH, null, null, false),
        Instant.parse(finished),
        Instant.parse(finished),
        "node");
  }
}
