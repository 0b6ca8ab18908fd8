package org.saddlebag.camel.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;

class TargetsTest {

  /** Else the flow in front would take it for its own, and go on without counting the attempt. */
  @Test
  void a_key_that_a_sink_behind_found_taken_is_a_refusal() {
    SaddlebagException failure =
        Targets.failure(
            "kamelet:saddlebag-seal-sink",
            new IllegalStateException(
                new StoreUnavailable(DeliveryError.KEY_TAKEN, "it was taken", true, null)));

    assertThat(failure.code()).isEqualTo(EndpointError.TARGET_REFUSED);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure).hasMessageContaining("it was taken");
  }

  @Test
  void other_failures_of_ours_stay_what_they_are() {
    StoreUnavailable ours = new StoreUnavailable(DeliveryError.NOT_PROVEN, "no proof", true, null);

    assertThat(Targets.failure("direct:x", new IllegalStateException(ours))).isSameAs(ours);
  }
}
