package org.saddlebag.camel.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.camel.batch.LineFormat;
import org.saddlebag.errors.Refused;
import org.saddlebag.kafka.TestRecords;
import org.saddlebag.kafka.TopicRecord;

/** What is cut, what waits, and what is committed; the brokers and the store are far away. */
class PartitionsTest {

  private final AtomicLong now = new AtomicLong();

  private Partitions partitions(BatchSettings settings, int parallel) {
    Partitions partitions = new Partitions("orders", settings, parallel, now::get);
    partitions.comeFrom("id");
    partitions.assigned(Map.of(0, -1L, 1, -1L));
    return partitions;
  }

  private static BatchSettings lines(int messages, long bytes) {
    BatchSettings settings = new BatchSettings();
    settings.setBatchMessages(messages);
    settings.setBatchBytes(bytes);
    settings.setBatchTime("10s");
    settings.setBatchFormat(LineFormat.values);
    return settings;
  }

  private static List<TopicRecord> records(int partition, long from, long to) {
    List<TopicRecord> records = new ArrayList<>();
    for (long i = from; i < to; i++) {
      records.add(TestRecords.of(partition, i, "v" + i));
    }
    return records;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void one_record_of_a_partition_is_under_way_and_the_next_when_it_is_done() {
    Partitions partitions = partitions(new BatchSettings(), 4);
    partitions.add(records(0, 5, 7));
    partitions.add(records(1, 0, 1));

    Parcel first = partitions.next().orElseThrow();
    Parcel other = partitions.next().orElseThrow();
    assertThat(List.of(first.toString(), other.toString()))
        .containsExactlyInAnyOrder("orders/0/5", "orders/1/0");
    assertThat(partitions.next()).isEmpty();
    assertThat(partitions.proven(List.of(0, 1))).isEmpty();

    Parcel ofZero = first.toString().equals("orders/0/5") ? first : other;
    partitions.done(ofZero);
    assertThat(partitions.proven(List.of(0, 1))).isEqualTo(Map.of(0, 6L));
    assertThat(partitions.next().orElseThrow()).hasToString("orders/0/6");
    partitions.committed(Map.of(0, 6L));
    assertThat(partitions.proven(List.of(0, 1))).isEmpty();
  }

  @Test
  void an_object_of_several_is_cut_by_number_by_bytes_and_by_time() {
    Partitions partitions = partitions(lines(3, 1_000), 4);
    partitions.add(records(0, 0, 2));
    assertThat(partitions.next()).as("two of three").isEmpty();
    partitions.add(records(0, 2, 4));
    Parcel three = partitions.next().orElseThrow();
    assertThat(three.parts()).hasSize(3);
    assertThat(three.last()).isEqualTo(2);
    partitions.done(three);

    assertThat(partitions.next()).as("one of three").isEmpty();
    pass(Duration.ofSeconds(11));
    assertThat(partitions.next().orElseThrow().parts()).hasSize(1);

    partitions.add(
        List.of(TestRecords.of(1, 0, "x".repeat(600)), TestRecords.of(1, 1, "y".repeat(600))));
    assertThat(partitions.wanting()).doesNotContain(1);
    assertThat(partitions.next().orElseThrow().parts()).hasSize(1);
  }

  @Test
  void what_is_no_line_ends_an_object_and_goes_alone() {
    Partitions partitions = partitions(lines(10, 1_000), 4);
    partitions.add(records(0, 0, 2));
    partitions.add(List.of(TestRecords.of(0, 2, "two\nlines")));
    partitions.add(records(0, 3, 4));

    Parcel lines = partitions.next().orElseThrow();
    assertThat(lines.isLines()).isTrue();
    assertThat(lines.parts()).hasSize(2);
    partitions.done(lines);
    Parcel alone = partitions.next().orElseThrow();
    assertThat(alone.isLines()).isFalse();
    assertThat(alone).hasToString("orders/0/2");
  }

  @Test
  void an_earlier_object_that_ends_elsewhere_decides_where_we_go_on() {
    Partitions partitions = partitions(lines(10, 10_000), 4);
    partitions.add(records(0, 0, 10));
    Parcel parcel = partitions.next().orElseThrow();
    parcel.found(Map.of(Parcel.LAST, "3"));
    partitions.done(parcel);
    assertThat(partitions.proven(List.of(0))).isEqualTo(Map.of(0, 4L));
    pass(Duration.ofSeconds(11));
    Parcel next = partitions.next().orElseThrow();
    assertThat(next).hasToString("orders/0/4");

    next.found(Map.of(Parcel.LAST, "20"));
    partitions.done(next);
    partitions.add(records(0, 10, 22));
    pass(Duration.ofSeconds(11));
    assertThat(partitions.next().orElseThrow()).hasToString("orders/0/21");
  }

  @Test
  void an_object_that_does_not_tell_its_end_is_refused() {
    Partitions partitions = partitions(lines(1_000, 10_000), 4);
    partitions.add(records(0, 5, 6));
    pass(Duration.ofSeconds(11));
    Parcel parcel = partitions.next().orElseThrow();

    for (String bad : List.of("", "4", "-1", "five")) {
      assertThatThrownBy(() -> parcel.found(Map.of(Parcel.LAST, bad))).isInstanceOf(Refused.class);
    }
    assertThatThrownBy(() -> parcel.found(Map.of())).isInstanceOf(Refused.class);
  }

  /** Compaction or retention may have taken the first away since an object was made of it. */
  @Test
  void lines_are_looked_for_where_the_group_stands_and_not_where_the_first_record_is() {
    Partitions partitions = partitions(lines(10, 10_000), 4);
    partitions.drop(List.of(0));
    partitions.assigned(Map.of(0, 100L));
    partitions.add(records(0, 103, 105));
    partitions.add(records(0, 250, 251));
    pass(Duration.ofSeconds(11));

    Parcel parcel = partitions.next().orElseThrow();
    assertThat(parcel).hasToString("orders/0/100");
    parcel.found(Map.of(Parcel.LAST, "101"));
    parcel.found(Map.of(Parcel.LAST, "199"));
    partitions.done(parcel);

    assertThat(partitions.proven(List.of(0))).containsEntry(0, 200L);
    pass(Duration.ofSeconds(11));
    Parcel next = partitions.next().orElseThrow();
    assertThat(next).hasToString("orders/0/200");
    assertThat(next.last()).isEqualTo(250);
  }

  @Test
  void of_a_partition_that_lost_its_end_nothing_is_delivered_or_fetched() {
    Partitions partitions = partitions(new BatchSettings(), 4);
    partitions.add(records(0, 0, 3));

    assertThat(partitions.losesEnd(0)).hasValue(-1L);

    assertThat(partitions.losesEnd(0)).as("told once").isEmpty();
    assertThat(partitions.going()).containsExactly(1);
    assertThat(partitions.next()).isEmpty();
    assertThat(partitions.wanting()).containsExactly(1);
  }

  /** Of a topic that was made anew that would be a place that it does not have. */
  @Test
  void what_is_under_way_when_the_end_is_lost_is_waited_for_and_not_committed() {
    Partitions partitions = partitions(new BatchSettings(), 4);
    partitions.drop(List.of(1));
    partitions.add(records(0, 0, 3));
    Parcel parcel = partitions.next().orElseThrow();
    assertThat(partitions.losesEnd(0)).isPresent();
    assertThat(partitions.finished()).isFalse();

    partitions.done(parcel);

    assertThat(partitions.finished()).isTrue();
    assertThat(partitions.proven(List.of(0))).isEmpty();
  }

  @Test
  void what_ends_after_its_partition_went_changes_nothing() {
    Partitions partitions = partitions(new BatchSettings(), 4);
    partitions.add(records(0, 0, 1));
    Parcel zombie = partitions.next().orElseThrow();
    partitions.drop(List.of(0));
    partitions.assigned(Map.of(0, -1L));
    partitions.done(zombie);

    assertThat(partitions.proven(List.of(0))).isEmpty();
    partitions.add(records(0, 0, 1));
    assertThat(partitions.next().orElseThrow().likely()).isTrue();
  }

  @Test
  void full_memory_fetches_no_more_and_lets_the_fullest_partition_go() {
    BatchSettings settings = lines(1_000, 1_000);
    Partitions partitions = partitions(settings, 1);
    partitions.add(List.of(TestRecords.of(0, 0, "x".repeat(300))));
    partitions.add(List.of(TestRecords.of(1, 0, "x".repeat(700))));

    assertThat(partitions.wanting()).isEmpty();
    assertThat(partitions.next().orElseThrow()).hasToString("orders/1/0");
  }

  @Test
  void a_failed_parcel_comes_again_after_a_pause_that_grows() {
    Partitions partitions = partitions(new BatchSettings(), 4);
    partitions.add(records(0, 0, 1));
    partitions.failed(partitions.next().orElseThrow());
    assertThat(partitions.next()).isEmpty();
    pass(Duration.ofMillis(500));
    partitions.failed(partitions.next().orElseThrow());
    pass(Duration.ofMillis(500));
    assertThat(partitions.next()).isEmpty();
    pass(Duration.ofMillis(500));
    assertThat(partitions.next()).isPresent();
  }

  /** The request of the first attempt may reach the store after the second was cut. */
  @Test
  void a_failed_parcel_comes_again_as_it_was_cut() {
    Partitions partitions = partitions(lines(10, 10_000), 4);
    partitions.add(records(0, 0, 2));
    pass(Duration.ofSeconds(11));
    partitions.failed(partitions.next().orElseThrow());
    partitions.add(records(0, 2, 6));
    pass(Duration.ofSeconds(11));

    Parcel again = partitions.next().orElseThrow();
    assertThat(again.last()).isEqualTo(1);
    partitions.done(again);
    pass(Duration.ofSeconds(11));
    assertThat(partitions.next().orElseThrow().last()).isEqualTo(5);
  }

  @Test
  void of_a_partition_that_goes_to_another_nothing_more_is_begun() throws Exception {
    Partitions partitions = partitions(new BatchSettings(), 4);
    partitions.add(records(0, 0, 3));
    partitions.add(records(1, 0, 1));

    partitions.awaitEnd(List.of(0), Duration.ofSeconds(1));

    assertThat(partitions.next().orElseThrow()).hasToString("orders/1/0");
    assertThat(partitions.next()).isEmpty();
    partitions.drop(List.of(0));
    partitions.assigned(Map.of(0, -1L));
    partitions.add(records(0, 0, 3));
    assertThat(partitions.next().orElseThrow()).hasToString("orders/0/0");
  }

  @Test
  void only_what_was_there_at_the_start_is_waited_for() {
    Partitions partitions = partitions(new BatchSettings(), 4);
    assertThat(partitions.endless()).containsExactlyInAnyOrder(0, 1);
    partitions.endAt(Map.of(0, 1L, 1, 0L));
    partitions.add(records(0, 0, 3));
    partitions.readUpTo(0, 3);
    partitions.readUpTo(1, 0);
    assertThat(partitions.finished()).isFalse();

    Parcel last = partitions.next().orElseThrow();
    partitions.done(last);
    assertThat(partitions.finished()).as("not committed").isFalse();
    partitions.committed(partitions.proven(List.of(0, 1)));
    assertThat(partitions.finished()).isTrue();
    assertThat(partitions.next()).isEmpty();
  }
}
