package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

class FailpointsTest {

  private final List<Integer> deaths = new ArrayList<>();

  @Test
  void theProcessDiesAsBySigkillAtTheNthPassingOfTheNamedPoint() {
    Failpoints failpoints = Failpoints.parse("after-part:3", deaths::add);

    failpoints.pass(Failpoint.AFTER_PART);
    failpoints.pass(Failpoint.AFTER_COMPLETE);
    failpoints.pass(Failpoint.AFTER_PART);
    assertThat(deaths).isEmpty();
    failpoints.pass(Failpoint.AFTER_PART);

    assertThat(deaths).containsExactly(137);
  }

  @Test
  void withoutANumberItDiesAtTheFirst() {
    Failpoints.parse("after-receipt", deaths::add).pass(Failpoint.AFTER_RECEIPT);
    assertThat(deaths).containsExactly(137);
  }

  @Test
  void noneLetsEverythingLive() {
    for (Failpoint point : Failpoint.values()) {
      Failpoints.NONE.pass(point);
    }
    assertThat(Failpoints.fromSystemProperty()).isSameAs(Failpoints.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "after-part:0", "after-part:x", "AFTER_PART", ":1"})
  void anUnknownPointIsRefusedWithAllThatAreKnown(String text) {
    assertThatThrownBy(() -> Failpoints.parse(text, deaths::add))
        .isInstanceOf(Refused.class)
        .hasMessageContainingAll("after-create-multipart", "after-rename", "before-move");
  }
}
