package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.delivery.Journal;
import org.saddlebag.delivery.ManifestLine;

class BatchRecordTest {

  private static final ManifestLine LINE =
      new ManifestLine.Failed("a.txt", "code", "what", "fix", Instant.EPOCH);

  @TempDir Path state;
  private final List<String> events = new ArrayList<>();

  private BatchRecord open(Runnable settle) {
    return BatchRecord.open(state, "node-1", "batch", null, false, settle);
  }

  @Test
  void nothing_counts_as_done_before_what_must_last_is_settled() {
    try (BatchRecord record = open(() -> events.add("settled"))) {
      record.note(LINE, () -> events.add("done"));
    }
    assertThat(events).containsExactly("settled", "done");
  }

  @Test
  void nothing_counts_as_done_where_it_can_not_be_settled() {
    BatchRecord record =
        open(
            () -> {
              throw new IllegalStateException("full");
            });
    record.note(LINE, () -> events.add("done"));
    assertThatThrownBy(record::close).hasMessage("full");
    assertThat(events).isEmpty();
  }

  @Test
  void without_a_record_each_item_is_settled_by_itself() {
    try (BatchRecord record =
        BatchRecord.none(Journal.none("node-1"), () -> events.add("settled"))) {
      record.note(LINE, () -> events.add("a"));
      record.note(LINE, () -> events.add("b"));
    }
    assertThat(events).containsExactly("settled", "a", "settled", "b");
  }
}
