package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;

class JournalTest {

  @TempDir Path state;

  @Test
  void only_the_journal_of_flows_waits_for_the_disk_line_by_line() {
    try (Journal flows = Journal.open(state.resolve("flows"), "node");
        Journal batch = Journal.openForBatch(state.resolve("batch"), "node");
        Journal command = Journal.none("node")) {
      assertThat(flows.syncs()).isTrue();
      assertThat(batch.syncs()).isFalse();
      assertThat(command.syncs()).isFalse();
    }
  }

  @Test
  void anotherProcessOnTheSameStateIsRefusedUntilTheFirstIsDead() throws Exception {
    try (OtherProcess other = OtherProcess.holding("journal", state)) {
      assertThatThrownBy(() -> Journal.open(state, "node"))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(DeliveryError.STATE_IN_USE))
          .hasMessageContaining("process ");
      other.kill();
      Journal.open(state, "node").close();
    }
  }

  @Test
  void aSecondJournalInTheSameProcessIsRefusedAndTakesNothingFromTheFirst() throws Exception {
    try (Journal first = Journal.open(state, "node")) {
      assertThatThrownBy(() -> Journal.open(state, "node")).isInstanceOf(Refused.class);
      first.write(new JournalLine.Begun(draft("a", Instant.now())));
      assertThatThrownBy(() -> Journal.open(state, "node")).isInstanceOf(Refused.class);
    }
  }

  @Test
  void whatHadBegunIsKnownAfterDeath() throws IOException {
    Journal journal = Journal.open(state, "node");
    journal.write(new JournalLine.Begun(draft("a", Instant.now())));
    journal.write(new JournalLine.Upload("a", "upload-1"));
    journal.write(new JournalLine.Begun(draft("b", Instant.now())));
    journal.write(new JournalLine.Delivered(draft("b", Instant.now())));
    journal.abandon();

    try (Journal next = Journal.open(state, "node")) {
      assertThat(next.open("a").orElseThrow().uploads()).containsExactly("upload-1");
      assertThat(next.open("a").orElseThrow().delivered()).isFalse();
      assertThat(next.open("b").orElseThrow().delivered()).isTrue();
      assertThat(next.open("flow", "source-a")).hasSize(1);
    }
  }

  @Test
  void what_begins_again_under_its_id_is_looked_for_where_it_went_last() throws IOException {
    Journal journal = Journal.open(state, "node");
    journal.write(new JournalLine.Begun(draft("a", Instant.now())));
    journal.released("a");
    Receipt elsewhere =
        new Receipt(
            "a",
            "flow",
            new SourceDescription("source-a", 1, null),
            new Receipt.Target("bucket", "other", null, null, 10),
            null,
            null,
            null,
            Instant.now(),
            null,
            "node");
    journal.write(new JournalLine.Begun(elsewhere), true);
    journal.abandon();

    try (Journal next = Journal.open(state, "node")) {
      assertThat(next.open("a").orElseThrow().receipt()).isEqualTo(elsewhere);
    }
  }

  @Test
  void aTornLastLineIsSkippedAndDoesNotSpoilTheNext() throws IOException {
    Journal journal = Journal.open(state, "node");
    journal.write(new JournalLine.Begun(draft("a", Instant.now())));
    journal.abandon();
    Files.writeString(
        state.resolve("journal.jsonl"),
        "{\"line\":\"begun\",\"draft\":{\"deliv",
        StandardOpenOption.APPEND);

    try (Journal next = Journal.open(state, "node")) {
      next.write(new JournalLine.Begun(draft("b", Instant.now())));
      next.abandon();
    }
    try (Journal last = Journal.open(state, "node")) {
      assertThat(last.leftBehind()).extracting(OpenDelivery::id).containsExactly("a", "b");
    }
  }

  @Test
  void garbageBetweenTheLinesHidesNoneOfThem() throws IOException {
    Journal journal = Journal.open(state, "node");
    journal.write(new JournalLine.Begun(draft("a", Instant.now())));
    journal.abandon();
    Files.write(
        state.resolve("journal.jsonl"),
        new byte[] {0, 0, (byte) 0xff, '\n', '{', '}', '\n', 'x', '\n'},
        StandardOpenOption.APPEND);

    try (Journal next = Journal.open(state, "node")) {
      assertThat(next.leftBehind()).extracting(OpenDelivery::id).containsExactly("a");
    }
  }

  @Test
  void theStartLeavesOutWhatHasEnded() throws IOException {
    try (Journal journal = Journal.open(state, "node")) {
      for (int i = 0; i < 5000; i++) {
        Receipt draft = draft("id-" + i, Instant.now());
        journal.released(draft.delivery());
        if (i % 1000 == 0) {
          journal.write(new JournalLine.Begun(draft));
        }
      }
    }
    assertThat(Files.readAllLines(state.resolve("journal.jsonl")))
        .hasSizeGreaterThanOrEqualTo(5000);

    Journal.open(state, "node").close();

    assertThat(Files.readAllLines(state.resolve("journal.jsonl"))).hasSize(5);
  }

  @Test
  void aDeliveryIsForgottenOnlyWhenItsReceiptIsSafe() {
    try (Journal journal = Journal.open(state, "node")) {
      journal.beforeForgetting(
          () -> {
            throw new FileUnavailable(DeliveryError.DISK_FULL, "no room for receipts", null);
          });
      journal.write(new JournalLine.Delivered(draft("a", Instant.now())));
      journal.released("a");
    }

    try (Journal next = Journal.open(state, "node")) {
      assertThat(next.leftBehind()).extracting(OpenDelivery::id).containsExactly("a");
      next.beforeForgetting(() -> {});
      next.released("a");
    }
    try (Journal last = Journal.open(state, "node")) {
      assertThat(last.leftBehind()).isEmpty();
    }
  }

  @Test
  void aFlowWhoseSourcesCannotBeMadeSafeHoldsUpNoOtherAndLosesNothing() {
    try (Journal journal = Journal.open(state, "node")) {
      AtomicInteger asked = new AtomicInteger();
      journal.beforeForgetting(
          "stuck",
          () -> {
            asked.incrementAndGet();
            throw new FileUnavailable(DeliveryError.FOLDER_UNWRITABLE, "no such folder", null);
          });
      for (int i = 0; i < 100; i++) {
        for (String flow : List.of("stuck", "other")) {
          Receipt receipt = draft(flow, flow + i + "w".repeat(50_000), Instant.now());
          journal.write(new JournalLine.Delivered(receipt));
          journal.released(receipt.delivery());
        }
      }
      assertThat(asked).hasValue(1);
    }

    try (Journal next = Journal.open(state, "node")) {
      assertThat(next.leftBehind())
          .hasSize(100)
          .allMatch(open -> open.delivered() && open.receipt().flow().equals("stuck"));
    }
  }

  @Test
  void aLongRunCompactsItsJournalByItself() throws IOException {
    try (Journal journal = Journal.open(state, "node")) {
      Receipt wide = draft("w".repeat(900_000), Instant.now());
      for (int i = 0; i < 30; i++) {
        journal.write(new JournalLine.Begun(wide));
        journal.released(wide.delivery());
      }
      journal.write(new JournalLine.Begun(draft("last", Instant.now())));
      journal.abandon();
    }

    assertThat(Files.size(state.resolve("journal.jsonl"))).isLessThan(15_000_000);
    try (Journal next = Journal.open(state, "node")) {
      assertThat(next.leftBehind()).extracting(OpenDelivery::id).containsExactly("last");
    }
  }

  @Test
  void whatNobodyCameBackForInAQuarterIsForgotten() throws IOException {
    Journal journal = Journal.open(state, "node");
    Instant longAgo = Instant.now().minusSeconds(91L * 24 * 3600);
    journal.write(new JournalLine.Begun(draft("old", longAgo)));
    journal.write(new JournalLine.Begun(draft("new", Instant.now())));
    journal.abandon();

    try (Journal next = Journal.open(state, "node")) {
      assertThat(next.leftBehind()).extracting(OpenDelivery::id).containsExactly("new");
    }
  }

  @Test
  void aFullDiskIsSaidSo() {
    AppendLog.Opener full =
        file -> {
          FileOutputStream real = new FileOutputStream(file.toFile(), true);
          FileOutputStream device = new FileOutputStream("/dev/full");
          return new AppendLog.Sink() {
            @Override
            public void write(byte[] bytes) throws IOException {
              if (bytes.length > 0) {
                device.write(bytes);
              }
            }

            @Override
            public void sync() {}

            @Override
            public void close() throws IOException {
              real.close();
              device.close();
            }
          };
        };
    Journal journal = Journal.open(state, "node", full);

    assertThatThrownBy(() -> journal.write(new JournalLine.Begun(draft("a", Instant.now()))))
        .isInstanceOfSatisfying(
            FileUnavailable.class,
            e -> {
              assertThat(e.code()).isEqualTo(DeliveryError.DISK_FULL);
              assertThat(e.retryable()).isTrue();
            })
        .hasMessageContaining("journal.jsonl");
  }

  @Test
  void aJournalWithoutAFileKnowsItsOwnDeliveries() {
    try (Journal journal = Journal.none("command")) {
      journal.write(new JournalLine.Begun(draft("a", Instant.now())));
      assertThat(journal.open("a")).isPresent();
      journal.released("a");
      assertThat(journal.open("flow", "source-a")).isEqualTo(List.of());
    }
  }

  static Receipt draft(String id, Instant started) {
    return draft("flow", id, started);
  }

  private static Receipt draft(String flow, String id, Instant started) {
    return new Receipt(
        id,
        flow,
        new SourceDescription("source-" + id, 1, null),
        new Receipt.Target("bucket", "key-" + id, null, null, 10),
        null,
        null,
        null,
        started,
        null,
        "node");
  }
}
