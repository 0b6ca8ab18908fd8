package org.saddlebag.claims;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;

/** What batches that nodes share must do on any database. */
abstract class BatchesContract extends DatabaseCase {

  static final byte[] NOTE = "what it is".getBytes(UTF_8);
  static final String X = FlowBatches.name("x");
  static final String Y = FlowBatches.name("y");

  private FlowBatches one;
  private FlowBatches two;

  @BeforeEach
  void batches() throws SQLException {
    one = first.batches(FLOW, Duration.ZERO);
    two = second.batches(FLOW, Duration.ZERO);
    first.require();
    sql("DELETE FROM saddlebag_batches");
    sql("DELETE FROM saddlebag_messages");
  }

  static Claim taken(FlowBatches of, String batch) {
    FlowClaims.Outcome outcome = of.take(batch);
    assertThat(outcome).isInstanceOf(FlowClaims.Taken.class);
    return ((FlowClaims.Taken) outcome).claim();
  }

  private int rows(String table) throws SQLException {
    return sql("UPDATE saddlebag_" + table + " SET flow = flow");
  }

  @Test
  void a_message_is_in_one_batch() throws SQLException {
    assertThat(one.note(taken(one, X), NOTE, List.of("a", "b"))).isTrue();

    Claim other = taken(two, Y);
    assertThat(two.note(other, NOTE, List.of("b", "c"))).isFalse();

    assertThat(two.holding(List.of("a", "b", "c"))).hasSize(2).containsValue(X);
    assertThat(two.read(Y)).as("nothing of what was refused").isEmpty();
    assertThat(two.note(other, NOTE, List.of("c"))).isTrue();
    assertThat(first.batches("other", Duration.ZERO).holding(List.of("a"))).isEmpty();
    assertThat(one.holding(List.of("c", "d")).keySet()).containsExactly("c");
    assertThat(one.read(Y)).hasValueSatisfying(note -> assertThat(note).isEqualTo(NOTE));
    assertThat(rows("messages")).isEqualTo(3);
  }

  @Test
  void what_is_delivered_every_node_knows_until_the_queue_has_let_go() throws SQLException {
    Claim claim = taken(one, X);
    one.note(claim, NOTE, List.of("a", "b"));
    assertThat(two.take(X)).isInstanceOf(FlowClaims.Held.class);
    assertThat(two.delivered(List.of(X, Y))).isEmpty();
    one.delivered(claim, X);
    assertThat(two.delivered(List.of(X, Y))).containsExactly(X);

    pass(13 * 86_400);
    assertThat(two.take(X)).isInstanceOf(FlowClaims.Done.class);
    two.letGo(List.of("a", "never seen"));
    second.prune();
    assertThat(two.holding(List.of("a", "b")).keySet()).containsExactly("b");
    assertThat(two.take(X)).isInstanceOf(FlowClaims.Done.class);
    one.letGo(List.of("b"));
    second.prune();

    assertThat(rows("messages") + rows("batches") + rows("claims")).isZero();
  }

  @Test
  void what_a_queue_may_give_out_once_more_is_known_for_that_time() throws SQLException {
    FlowBatches returning = first.batches(FLOW, Duration.ofHours(1));
    Claim claim = taken(returning, X);
    returning.note(claim, NOTE, List.of("a", "b"));
    returning.delivered(claim, X);
    Claim begun = taken(returning, Y);
    returning.note(begun, NOTE, List.of("c"));
    returning.letGo(List.of("a", "b"));

    second.prune();
    assertThat(two.holding(List.of("a", "b", "c"))).hasSize(3);
    assertThat(two.take(X)).isInstanceOf(FlowClaims.Done.class);

    sql("UPDATE saddlebag_messages SET until = until - INTERVAL '3601' SECOND");
    second.prune();
    assertThat(two.holding(List.of("a", "b", "c"))).containsOnlyKeys("c");
    assertThat(rows("messages") + rows("batches") + rows("claims")).isEqualTo(3);
    assertThat(two.take(Y)).isInstanceOf(FlowClaims.Held.class);
  }

  /** Whoever begins the same batch once more must know what is noted of it. */
  @Test
  void a_note_without_messages_stays_where_its_batch_was_not_sent() throws SQLException {
    Claim claim = taken(one, X);
    one.note(claim, NOTE, List.of("a"));
    one.free(claim);

    second.prune();

    assertThat(two.read(X)).isPresent();
  }

  @Test
  void what_was_never_sent_leaves_nothing() throws SQLException {
    one.note(taken(one, X), NOTE, List.of("a", "b"));
    pass(61);

    Claim over = taken(two, X);
    assertThat(over.takenOver()).isTrue();
    two.neverSent(over);

    assertThat(rows("messages") + rows("batches") + rows("claims")).isZero();
    assertThat(taken(one, X).takenOver()).isFalse();
  }

  @Test
  void who_was_asleep_for_too_long_changes_nothing() throws SQLException {
    Claim lost = taken(one, X);
    one.note(lost, NOTE, List.of("a"));
    pass(61);
    two.note(taken(two, X), NOTE, List.of("b"));

    assertThatThrownBy(() -> one.note(lost, NOTE, List.of("c")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DatabaseError.CLAIM_LOST));
    assertThatThrownBy(() -> one.neverSent(lost)).isInstanceOf(Refused.class);
    one.delivered(lost, X);

    assertThat(two.holding(List.of("a", "b", "c"))).containsOnlyKeys("a", "b");
    assertThat(one.take(X)).isInstanceOf(FlowClaims.Held.class);
  }

  @Test
  void more_messages_than_go_by_one_statement_are_noted_and_let_go() throws SQLException {
    List<String> many = IntStream.range(0, 2_500).mapToObj(i -> "m" + i).toList();
    Claim claim = taken(one, X);

    assertThat(one.note(claim, NOTE, many)).isTrue();
    assertThat(two.holding(many)).hasSize(2_500);
    one.delivered(claim, X);
    one.letGo(many);
    second.prune();

    assertThat(rows("messages") + rows("batches") + rows("claims")).isZero();
  }

  @Test
  void more_batches_than_go_by_one_statement_are_forgotten() throws SQLException {
    for (int i = 0; i < 501; i++) {
      String name = FlowBatches.name("b" + i);
      Claim claim = taken(one, name);
      one.note(claim, NOTE, List.of("m" + i));
      one.delivered(claim, name);
    }
    one.letGo(IntStream.range(0, 501).mapToObj(i -> "m" + i).toList());

    second.prune();

    assertThat(rows("messages") + rows("batches") + rows("claims")).isZero();
  }

  /** As with a message that waits for longer than others ever do. */
  @Test
  void what_is_in_hand_is_known_however_old_it_is() throws SQLException {
    one.note(taken(one, X), NOTE, List.of("a"));
    sql("UPDATE saddlebag_batches SET noted = noted - INTERVAL '15' DAY");

    second.prune();
    assertThat(two.holding(List.of("a"))).hasSize(1);
    Claim claim = taken(one, X);
    one.free(claim);
    one.note(taken(one, X), NOTE, List.of("b"));
    pass(61);
    second.prune();

    assertThat(two.holding(List.of("b"))).as("noted anew").hasSize(1);
  }

  @Test
  void what_no_queue_can_hold_any_more_is_forgotten() throws SQLException {
    one.note(taken(one, X), NOTE, List.of("a"));
    one.note(taken(one, Y), NOTE, List.of("b"));
    sql("UPDATE saddlebag_batches SET noted = noted - INTERVAL '15' DAY WHERE batch = '" + X + "'");
    pass(61);

    second.prune();

    assertThat(two.holding(List.of("a", "b")).keySet()).containsExactly("b");
    assertThat(two.read(X)).isEmpty();
  }

  @Test
  void the_database_learns_no_id_but_what_is_noted() throws SQLException {
    one.note(taken(one, X), NOTE, List.of("secret id"));

    assertThat(
            sql(
                "UPDATE saddlebag_messages SET flow = flow"
                    + " WHERE message LIKE '%secret%' OR batch LIKE '%secret%'"))
        .isZero();
  }

  /** Each node wants a batch of its own of the same messages, each in another order. */
  @Test
  void of_many_one_notes_each_message() throws Exception {
    int messages = 1_200;
    AtomicInteger noted = new AtomicInteger();
    AtomicInteger number = new AtomicInteger();
    race(
        4,
        node -> {
          FlowBatches batches = node.batches(FLOW, Duration.ZERO);
          List<Integer> order =
              new ArrayList<>(IntStream.range(0, messages / 300).boxed().toList());
          Collections.shuffle(order, new Random(number.get()));
          for (int part : order) {
            String name = FlowBatches.name("r" + number.incrementAndGet());
            List<String> some =
                new ArrayList<>(
                    IntStream.range(part * 300, part * 300 + 300).mapToObj(i -> "m" + i).toList());
            Collections.shuffle(some, new Random(number.get()));
            if (batches.note(taken(batches, name), NOTE, some)) {
              noted.addAndGet(some.size());
            }
          }
        });

    assertThat(noted).hasValue(messages);
    assertThat(rows("messages")).isEqualTo(messages);
    assertThat(rows("batches")).isEqualTo(messages / 300);
  }

  @Test
  void a_note_can_be_written_anew_and_outlive_that_its_messages_are_free() throws SQLException {
    byte[] next = "what it is now".getBytes(UTF_8);
    Claim claim = taken(one, X);
    one.note(claim, NOTE, List.of("a", "b"));

    one.rewrite(claim, next);
    assertThat(two.read(X)).hasValueSatisfying(note -> assertThat(note).isEqualTo(next));
    one.free(claim);

    assertThat(two.holding(List.of("a", "b"))).isEmpty();
    assertThat(two.read(X)).hasValueSatisfying(note -> assertThat(note).isEqualTo(next));
    assertThat(taken(two, X).takenOver()).isTrue();
    assertThatThrownBy(() -> one.rewrite(claim, NOTE)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> one.free(claim)).isInstanceOf(Refused.class);
  }
}
