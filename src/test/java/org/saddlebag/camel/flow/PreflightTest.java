package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.errors.Refused;
import org.saddlebag.safeguard.check.CheckError;

/** A flow that asks for a gate begins only where the gate is open. */
class PreflightTest extends FlowTest {

  private final List<String> asked = new ArrayList<>();

  private FlowSummary once(boolean open) {
    try (FlowHouse.Run run = house.open()) {
      run.runner.guard(
          (flow, level) -> {
            asked.add(flow.name() + " " + level + " " + flow.given("objectKey").orElse("none"));
            return open
                ? Optional.empty()
                : Optional.of(
                    new Refused(CheckError.PREFLIGHT_REFUSED, flow.name() + " is below " + level));
          });
      return run.runner.runOnce();
    }
  }

  private void assertNothingMoved() throws IOException {
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys("a.txt");
    assertThat(house.s3().requests().count("PutObject")).isZero();
  }

  @Test
  void a_closed_gate_keeps_every_flow_from_beginning_and_all_findings_are_in_one_message()
      throws IOException {
    house.drop("a.txt", "content");
    house.in("one", "preflight=high").in("two", "preflight=medium", "directory=" + house.outbox());
    assertThatThrownBy(() -> once(false))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(CheckError.PREFLIGHT_REFUSED))
        .hasMessageContaining("one is below high\ntwo is below medium");
    assertThat(asked).containsExactly("one high {path}", "two medium {path}");
    assertNothingMoved();
  }

  @Test
  void an_open_gate_lets_it_begin_and_without_one_nobody_asks() throws IOException {
    house.drop("a.txt", "content");
    house.in("in", "preflight=low");
    assertThat(once(true).delivered()).isEqualTo(1);
    house.drop("b.txt", "content");
    assertThat(house.without().in("in", "preflight=off").once().delivered()).isEqualTo(1);
    assertThat(asked).containsExactly("in low {path}");
  }

  @Test
  void a_level_that_there_is_not_is_refused_and_nothing_is_asked() throws IOException {
    house.drop("a.txt", "content");
    house.in("in", "preflight=info");
    assertThatThrownBy(() -> once(true))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("preflight 'info' must be one of [off, critical, high, medium, low]");
    assertThat(asked).isEmpty();
    assertNothingMoved();
  }

  @Test
  void where_nobody_can_judge_the_gate_is_closed() throws IOException {
    house.drop("a.txt", "content");
    assertThatThrownBy(() -> house.in("in", "preflight=critical").once())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("nobody here can judge");
    assertNothingMoved();
  }
}
