package org.saddlebag.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the work that nodes share must do on any database. */
abstract class WorkContract extends DatabaseCase {

  private static final long LARGE = 1000;

  private static FlowWork work(Claims node) {
    return node.work(FLOW, LARGE);
  }

  private static FlowClaims claims(Claims node) {
    return node.of(FLOW, true);
  }

  private static Claim taken(FlowClaims.Outcome outcome) {
    return ((FlowClaims.Taken) outcome).claim();
  }

  private static Work small(String name) {
    return new Work(name, 5, "e-" + name);
  }

  private static FlowWork.Fed feed(Claims node, Work... found) {
    return work(node).feed(List.of(found), Work::stamp);
  }

  private static List<String> names(List<Work> work) {
    return work.stream().map(Work::name).toList();
  }

  private static List<Long> waiting(Claims node) {
    FlowWork.Standing standing = work(node).standing();
    return List.of(standing.small(), standing.large());
  }

  private static List<Long> listings(Claims node) {
    FlowWork.Standing standing = work(node).standing();
    return List.of(standing.begun(), standing.ended());
  }

  @Test
  void one_node_leads_until_it_resigns() {
    FlowWork one = work(first);
    FlowWork two = work(second);

    assertThat(one.standing().leader()).isEqualTo(FlowWork.Leader.NOBODY);
    assertThat(one.lead()).isTrue();
    assertThat(two.lead()).isFalse();
    assertThat(one.lead()).isTrue();
    assertThat(one.standing().leader()).isEqualTo(FlowWork.Leader.OURS);
    assertThat(two.standing().leader()).isEqualTo(FlowWork.Leader.ANOTHER);
    assertThat(second.work("another-flow", LARGE).lead()).isTrue();

    one.resign();
    two.resign();

    assertThat(two.lead()).isTrue();
    assertThat(one.lead()).isFalse();
  }

  @Test
  void a_silent_leader_is_followed_by_another_and_learns_so() throws SQLException {
    FlowWork silent = work(first);
    FlowWork next = work(second);
    silent.lead();
    pass(40);
    assertThat(next.lead()).isFalse();
    pass(21);

    assertThat(next.standing().leader()).isEqualTo(FlowWork.Leader.NOBODY);
    assertThat(next.lead()).isTrue();
    assertThat(silent.standing().leader()).isEqualTo(FlowWork.Leader.ANOTHER);
    assertThat(silent.lead()).isFalse();
    silent.resign();
    assertThat(next.lead()).isTrue();
  }

  /** Whoever asks how the work stands may be the first to speak for a restarted process. */
  @Test
  void the_lead_and_the_claims_of_a_dead_node_are_free_at_its_restart(@TempDir Path state) {
    DatabaseSettings settings =
        new DatabaseSettings(url(), user(), this::password, 1, Duration.ofMinutes(1));
    try (Claims died = new Claims(settings, "node-3", state)) {
      assertThat(work(died).lead()).isTrue();
      taken(claims(died).take("a", "1"));
    }
    assertThat(work(first).standing().leader()).isEqualTo(FlowWork.Leader.ANOTHER);

    try (Claims restarted = new Claims(settings, "node-3", state)) {
      assertThat(work(restarted).standing().leader()).isEqualTo(FlowWork.Leader.NOBODY);
      assertThat(claims(first).take("a", "1")).isInstanceOf(FlowClaims.Taken.class);
    }
  }

  @Test
  void a_leader_that_speaks_up_leads_on() throws SQLException {
    work(first).lead();
    pass(40);
    first.beat();
    pass(40);

    assertThat(work(second).lead()).isFalse();
  }

  /** A drive that is gone makes it hang, and the process lives on. */
  @Test
  void who_looks_and_gets_no_further_leads_no_more() {
    FlowWork hangs = work(first);
    hangs.lead();
    hangs.looks();
    hangs.watch(Duration.ofMinutes(1));
    assertThat(work(second).lead()).isFalse();

    hangs.watch(Duration.ZERO);
    FlowWork next = work(second);
    assertThat(next.lead()).isTrue();

    next.resign();
    hangs.lead();
    hangs.looksNoMore();
    hangs.watch(Duration.ZERO);
    assertThat(hangs.standing().leader()).isEqualTo(FlowWork.Leader.OURS);
  }

  @Test
  void what_waits_is_there_once_and_is_taken_once_the_oldest_first() {
    assertThat(feed(first, small("b"), small("a")).open()).isEqualTo(2);
    feed(second, small("c"), small("a"));

    assertThat(waiting(second)).containsExactly(3L, 0L);
    List<Work> two = work(second).take(2, 9);
    assertThat(two).containsExactlyInAnyOrder(small("a"), small("b"));
    assertThat(work(first).take(9, 9)).containsExactly(small("c"));
    assertThat(work(first).take(9, 9)).isEmpty();

    work(second).giveBack(two);
    assertThat(work(first).take(9, 9)).hasSize(2);
    assertThat(second.work("another-flow", LARGE).take(9, 9)).isEmpty();
  }

  @Test
  void of_what_is_large_only_so_much_is_taken_as_there_is_room_for() {
    for (int i = 0; i < 4; i++) {
      feed(first, new Work("large-" + i, LARGE, ""));
    }
    feed(first, small("small"));
    assertThat(waiting(first)).containsExactly(1L, 4L);

    assertThat(names(work(second).take(9, 0))).containsExactly("small");
    assertThat(work(second).take(9, 0)).isEmpty();
    assertThat(names(work(second).take(9, 2))).containsExactly("large-0", "large-1");
    assertThat(names(work(first).take(9, 9))).containsExactly("large-2", "large-3");
  }

  @Test
  void what_a_living_node_has_or_is_done_is_not_fed() throws SQLException {
    taken(claims(second).take("held", "e-held"));
    taken(claims(second).take("done", "e-done")).done("e-done");
    taken(claims(second).take("changed", "before")).done("before");
    taken(claims(second).take("left", "e-left")).giveBack();

    FlowWork.Fed fed =
        feed(first, small("held"), small("done"), small("changed"), small("left"), small("new"));

    assertThat(fed.done()).containsExactly(small("done"));
    assertThat(fed.open()).isEqualTo(3);
    assertThat(names(work(first).take(9, 9))).containsExactlyInAnyOrder("changed", "left", "new");

    pass(61);
    assertThat(feed(first, small("held")).open()).as("of a dead node").isEqualTo(1);
  }

  @Test
  void listings_are_counted_over_all_leaders() {
    assertThat(listings(first)).containsExactly(0L, 0L);
    work(first).listingBegins();
    work(first).listingEnds(1);
    work(second).listingBegins();
    assertThat(listings(first)).containsExactly(2L, 1L);
    work(second).listingEnds(2);
    work(first).listingEnds(1);

    assertThat(listings(first)).containsExactly(2L, 2L);
  }

  /** Keys may hold what no text of a database may. */
  @Test
  void any_name_comes_as_it_went() {
    List<String> odd = List.of("a\u0000b", "\u00e4/\ud83d\ude00", " ", "'; DROP TABLE x; --", "\\");
    odd.forEach(name -> feed(first, new Work(name, 1, "\"e\"-1")));

    assertThat(names(work(second).take(9, 9))).containsExactlyElementsOf(odd);
  }

  @Test
  void what_nobody_has_taken_for_long_is_forgotten() throws SQLException {
    feed(first, small("old"), small("new"));
    sql(
        "UPDATE saddlebag_work SET fed = fed - INTERVAL '1' SECOND * 86500"
            + " WHERE stamp = 'e-old'");

    second.prune();

    assertThat(names(work(first).take(9, 9))).containsExactly("new");
  }

  @Test
  void of_many_one_takes_each_of_what_waits() throws Exception {
    int many = 600;
    work(first).feed(IntStream.range(0, many).mapToObj(i -> small("w" + i)).toList(), Work::stamp);
    Queue<String> won = new ConcurrentLinkedQueue<>();
    AtomicInteger left = new AtomicInteger(many);

    race(
        4,
        node -> {
          while (left.get() > 0) {
            List<String> names = names(work(node).take(7, 9));
            left.addAndGet(-names.size());
            won.addAll(names);
          }
        });

    assertThat(new ArrayList<>(won)).hasSize(many).doesNotHaveDuplicates();
  }
}
