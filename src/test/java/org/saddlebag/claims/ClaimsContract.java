package org.saddlebag.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

/** What claims must do on any database. Nobody waits: time is made to pass in the table. */
abstract class ClaimsContract extends DatabaseCase {

  private static FlowClaims keeping(Claims node) {
    return node.of(FLOW, true);
  }

  static Claim taken(FlowClaims.Outcome outcome) {
    assertThat(outcome).isInstanceOf(FlowClaims.Taken.class);
    return ((FlowClaims.Taken) outcome).claim();
  }

  @Test
  void what_a_living_node_has_no_other_takes() {
    assertThat(taken(keeping(first).take("a", "1")).takenOver()).isFalse();

    assertThat(keeping(second).take("a", "1")).isInstanceOf(FlowClaims.Held.class);
    assertThat(keeping(second).take("a", "2")).isInstanceOf(FlowClaims.Held.class);
    assertThat(keeping(second).take("b", "1")).isInstanceOf(FlowClaims.Taken.class);
    assertThat(second.of("other-flow", true).take("a", "1")).isInstanceOf(FlowClaims.Taken.class);
  }

  @Test
  void what_is_given_back_anybody_takes_and_knows_that_somebody_had_begun() {
    taken(keeping(first).take("a", "1")).giveBack();
    assertThat(taken(keeping(second).take("a", "1")).takenOver()).isTrue();

    taken(keeping(first).take("b", "1")).drop();
    assertThat(taken(keeping(second).take("b", "1")).takenOver()).isFalse();
  }

  @Test
  void the_end_of_a_claim_is_told_once() {
    Claim old = taken(keeping(first).take("a", "1"));
    old.giveBack();
    Claim fresh = taken(keeping(first).take("a", "1"));

    first.beat();
    second.beat();

    fresh.require();
    assertThat(keeping(second).take("a", "1")).isInstanceOf(FlowClaims.Held.class);
  }

  @Test
  void what_is_done_nobody_takes_again_until_its_content_changes() {
    taken(keeping(first).take("a", "1")).done("1");

    assertThat(keeping(second).take("a", "1")).isInstanceOf(FlowClaims.Done.class);
    assertThat(keeping(first).take("a", "1")).isInstanceOf(FlowClaims.Done.class);
    assertThat(taken(keeping(second).take("a", "2")).takenOver()).isFalse();
  }

  @Test
  void what_was_done_and_is_gone_is_remembered_for_the_claims_time() throws SQLException {
    taken(first.of(FLOW, false).take("a", "1")).done("1");

    pass(59);
    assertThat(second.of(FLOW, false).take("a", "1")).isInstanceOf(FlowClaims.Done.class);
    pass(2);
    assertThat(taken(second.of(FLOW, false).take("a", "1")).takenOver()).isFalse();
  }

  @Test
  void what_is_done_and_stays_is_remembered_for_good() throws SQLException {
    taken(keeping(first).take("a", "1")).done("1");

    pass(10 * 365 * 86_400);
    assertThat(keeping(second).take("a", "1")).isInstanceOf(FlowClaims.Done.class);
  }

  @Test
  void a_silent_nodes_claim_is_taken_over_and_lost_to_it() throws SQLException {
    Claim lost = taken(keeping(first).take("a", "1"));
    pass(59);
    assertThat(keeping(second).take("a", "1")).isInstanceOf(FlowClaims.Held.class);
    pass(2);

    Claim over = taken(keeping(second).take("a", "1"));

    assertThat(over.takenOver()).isTrue();
    over.require();
    assertThatThrownBy(lost::require)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(DatabaseError.CLAIM_LOST));
  }

  @Test
  void who_lost_a_claim_can_neither_end_it_nor_give_it_back() throws SQLException {
    Claim lost = taken(keeping(first).take("a", "1"));
    Claim lostToo = taken(keeping(first).take("b", "1"));
    pass(61);
    Claim over = taken(keeping(second).take("a", "1"));
    Claim overToo = taken(keeping(second).take("b", "1"));

    lost.done("1");
    lostToo.giveBack();

    over.require();
    overToo.require();
  }

  @Test
  void a_node_that_speaks_up_keeps_all_its_claims() throws SQLException {
    keeping(first).take("a", "1");
    keeping(first).take("b", "1");
    pass(59);

    first.beat();
    pass(59);

    assertThat(keeping(second).take("a", "1")).isInstanceOf(FlowClaims.Held.class);
    assertThat(keeping(second).take("b", "1")).isInstanceOf(FlowClaims.Held.class);
  }

  @Test
  void a_beat_brings_back_nothing_that_is_anothers_or_done() throws SQLException {
    keeping(first).take("a", "1");
    taken(first.of(FLOW, false).take("b", "1")).done("1");
    pass(61);
    Claim over = taken(keeping(second).take("a", "1"));

    first.beat();

    over.require();
    assertThat(keeping(second).take("b", "1")).isInstanceOf(FlowClaims.Taken.class);
  }

  @Test
  void making_sure_of_a_claim_begins_its_time_anew() throws SQLException {
    Claim claim = taken(keeping(first).take("a", "1"));
    pass(59);
    claim.require();
    pass(59);

    assertThat(keeping(second).take("a", "1")).isInstanceOf(FlowClaims.Held.class);
  }

  @Test
  void a_process_has_its_own_claim_again_and_it_counts_as_begun() {
    keeping(first).take("a", "1");

    assertThat(taken(keeping(first).take("a", "1")).takenOver()).isTrue();
  }

  @Test
  void several_are_taken_as_if_each_were_asked_for_alone() throws SQLException {
    taken(keeping(second).take("held", "1"));
    taken(keeping(second).take("done", "1")).done("1");
    taken(keeping(second).take("changed", "1")).done("1");
    taken(keeping(second).take("left", "1")).giveBack();
    taken(keeping(first).take("mine", "1"));

    Map<String, FlowClaims.Outcome> outcomes =
        keeping(first)
            .takeAll(
                Map.of(
                    "new", "1", "newer", "1", "held", "1", "done", "1", "changed", "2", "left", "1",
                    "mine", "1"));

    assertThat(outcomes.get("held")).isInstanceOf(FlowClaims.Held.class);
    assertThat(outcomes.get("done")).isInstanceOf(FlowClaims.Done.class);
    assertThat(taken(outcomes.get("new")).takenOver()).isFalse();
    assertThat(taken(outcomes.get("newer")).takenOver()).isFalse();
    assertThat(taken(outcomes.get("changed")).takenOver()).isFalse();
    assertThat(taken(outcomes.get("left")).takenOver()).isTrue();
    assertThat(taken(outcomes.get("mine")).takenOver()).isTrue();
    assertThat(keeping(second).takeAll(Map.of("new", "1", "left", "1")).values())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).isInstanceOf(FlowClaims.Held.class));
    assertThat(keeping(first).takeAll(Map.of())).isEmpty();
  }

  @Test
  void an_object_that_one_node_distrusts_all_know_for_long() throws SQLException {
    taken(first.of(FLOW, false).take("a", "1")).distrust("id-1");
    pass(61);

    Claim over = taken(second.of(FLOW, false).take("a", "1"));

    over.distrust("id-1");
    assertThat(over.isDistrusted("id-1")).isTrue();
    assertThat(over.isDistrusted("id-2")).isFalse();
    Claim others = taken(second.of("other-flow", true).take("a", "1"));
    assertThat(others.isDistrusted("id-1")).isFalse();
    pass(89 * 86_400);
    second.prune();
    assertThat(over.isDistrusted("id-1")).isTrue();
    pass(3 * 86_400);
    second.prune();
    assertThat(over.isDistrusted("id-1")).isFalse();
  }

  /** Its state folder tells that the last process is dead. */
  @Test
  void what_a_node_held_when_it_died_it_has_again_at_once(@TempDir Path state) throws SQLException {
    DatabaseSettings settings =
        new DatabaseSettings(url(), user(), this::password, 1, Duration.ofMinutes(1));
    try (Claims died = new Claims(settings, "node-3", state)) {
      died.of(FLOW, true).take("a", "1");
      taken(died.of(FLOW, true).take("b", "1")).done("1");
    }
    assertThat(keeping(first).take("a", "1")).isInstanceOf(FlowClaims.Held.class);

    try (Claims restarted = new Claims(settings, "node-3", state)) {
      assertThat(taken(restarted.of(FLOW, true).take("a", "1")).takenOver()).isTrue();
      assertThat(restarted.of(FLOW, true).take("b", "1")).isInstanceOf(FlowClaims.Done.class);
      assertThat(keeping(first).take("a", "1")).isInstanceOf(FlowClaims.Held.class);
    }
  }

  @Test
  void what_has_counted_for_nothing_is_deleted_when_nobody_can_miss_it() throws SQLException {
    taken(first.of(FLOW, false).take("a", "1")).done("1");
    keeping(first).take("b", "1");
    taken(keeping(first).take("c", "1")).done("1");
    pass(86_400 + 70);
    second.prune();

    String count = "UPDATE saddlebag_claims SET node = node";
    assertThat(sql(count)).as("begun by a dead node, and done for good").isEqualTo(2);
    pass(90 * 86_400);
    try (Claims third = node("node-3")) {
      third.prune();
    }
    assertThat(sql(count)).as("done for good").isEqualTo(1);
  }

  @Test
  void the_database_learns_no_name() throws SQLException {
    keeping(first).take("secret plans.pdf", "42 bytes");

    assertThat(
            sql(
                "UPDATE saddlebag_claims SET node = node"
                    + " WHERE source LIKE '%plans%' OR content LIKE '%42%bytes%'"))
        .isZero();
  }

  /** Each, also each orphan, is taken by one of many that try at once, singly or all together. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40})
  void of_many_one_takes_each_source(int atOnce) throws Exception {
    int sources = 40;
    for (int i = 0; i < sources / 2; i++) {
      keeping(first).take("s" + i, "1");
    }
    pass(61);
    AtomicInteger won = new AtomicInteger();
    race(
        6,
        node -> {
          for (int from = 0; from < sources; from += atOnce) {
            Map<String, String> some = new HashMap<>();
            for (int i = from; i < Math.min(sources, from + atOnce); i++) {
              some.put("s" + i, "1");
            }
            keeping(node)
                .takeAll(some)
                .values()
                .forEach(each -> won.addAndGet(each instanceof FlowClaims.Taken ? 1 : 0));
          }
        });
    assertThat(won).hasValue(sources);
  }

  /** As where an administrator has made the tables of an older version, and nobody else may. */
  @Test
  void tables_of_batches_are_for_who_has_batches() throws SQLException {
    taken(keeping(first).take("a", "1"));
    first.beat();
    assertThat(first.trouble()).isEmpty();
    assertThatThrownBy(() -> sql("DELETE FROM saddlebag_batches")).isInstanceOf(SQLException.class);

    first.needBatches();
    first.require();

    assertThat(sql("DELETE FROM saddlebag_batches")).isZero();
    sql("DROP TABLE saddlebag_batches, saddlebag_messages");
  }
}
