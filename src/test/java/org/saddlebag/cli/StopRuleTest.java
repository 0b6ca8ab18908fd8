package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.keys.KeyError;
import org.saddlebag.s3.StoreError;

class StopRuleTest {

  private final StopRule rule = new StopRule(Scope::whenSealing, 3);

  @Test
  void whatSurelyConcernsAllStopsAtOnceAndIsToldOnce() {
    assertThat(told(rule.failed(refused("a", StoreError.NO_SUCH_BUCKET)))).containsExactly("a");
    assertThat(rule.stopped()).isTrue();
    assertThat(rule.failed(refused("b", StoreError.NO_SUCH_BUCKET))).isEmpty();
    assertThat(rule.ended()).isEmpty();
  }

  @Test
  void whatConcernsOneItemIsToldAtOnce() {
    assertThat(told(rule.failed(refused("a", StoreError.OBJECT_EXISTS)))).containsExactly("a");
    assertThat(rule.stopped()).isFalse();
  }

  @Test
  void aDoubtfulFailureWaitsForASuccess() {
    assertThat(rule.failed(refused("a", StoreError.ACCESS_DENIED))).isEmpty();
    assertThat(rule.failed(refused("b", StoreError.ACCESS_DENIED))).isEmpty();
    assertThat(told(rule.succeeded())).containsExactly("a", "b");
    assertThat(told(rule.failed(refused("c", StoreError.ACCESS_DENIED)))).containsExactly("c");
    assertThat(rule.stopped()).isFalse();
  }

  @Test
  void manyOfOneKindStopAndTheFirstIsTold() {
    assertThat(rule.failed(refused("a", StoreError.ACCESS_DENIED))).isEmpty();
    assertThat(rule.failed(refused("b", StoreError.ACCESS_DENIED))).isEmpty();
    assertThat(told(rule.failed(refused("c", StoreError.ACCESS_DENIED)))).containsExactly("a");
    assertThat(rule.stopped()).isTrue();
  }

  @Test
  void anOutageStopsAfterSuccessesToo() {
    rule.succeeded();
    rule.failed(outage("a"));
    rule.failed(outage("b"));
    assertThat(told(rule.failed(outage("c")))).containsExactly("a");
    assertThat(rule.stopped()).isTrue();
  }

  @Test
  void anotherKindReleasesWhatWasHeld() {
    rule.failed(refused("a", StoreError.ACCESS_DENIED));
    assertThat(told(rule.failed(outage("b")))).containsExactly("a");
    assertThat(told(rule.ended())).containsExactly("b");
  }

  @Test
  void aKeyThatIsMissingConcernsAllThatIsSealedAndOneThatIsOpened() {
    SaddlebagException missing = new Refused(KeyError.NO_MATCHING_KEY, "no key");
    assertThat(Scope.whenSealing(missing)).isEqualTo(Scope.ALL);
    assertThat(Scope.whenOpening(missing)).isEqualTo(Scope.ITEM);
  }

  @Test
  void withoutPatienceEachIsTold() {
    StopRule going = new StopRule(Scope::whenSealing, 0);
    for (String item : List.of("a", "b", "c", "d")) {
      assertThat(told(going.failed(refused(item, StoreError.NO_SUCH_BUCKET))))
          .containsExactly(item);
    }
    assertThat(going.stopped()).isFalse();
  }

  private static StopRule.Failure refused(String item, ErrorCode code) {
    return new StopRule.Failure(item, new Refused(code, "no"));
  }

  private static StopRule.Failure outage(String item) {
    return new StopRule.Failure(
        item, new StoreUnavailable(StoreError.UNREACHABLE, "no answer", true, null));
  }

  private static List<String> told(List<StopRule.Failure> failures) {
    return failures.stream().map(StopRule.Failure::item).toList();
  }
}
