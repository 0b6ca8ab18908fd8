package org.saddlebag.camel.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.keys.KeyError;
import org.saddlebag.keys.kms.KmsError;
import org.saddlebag.s3.StoreError;

/** What is wrong with one object does not tell that a flow can't deliver. */
class ChecksTest {

  @ParameterizedTest
  @EnumSource(names = {"NO_MATCHING_KEY", "CONTEXT_MISMATCH", "WRAP_REFUSED"})
  void a_key_of_one_object_is_that_objects_own_fault(KeyError code) {
    assertThat(Checks.ofTheStore(new KeyUnavailable(code, "no"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"UNDER_WAY", "KEY_TAKEN"})
  void a_delivery_that_another_decides_is_no_trouble_of_the_store(DeliveryError code) {
    assertThat(Checks.ofTheStore(new StoreUnavailable(code, "no"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"KMS_DENIED", "KMS_UNREACHABLE", "KMS_KEY_DISABLED"})
  void a_master_key_that_can_not_be_had_meets_every_delivery(KmsError code) {
    assertThat(Checks.ofTheStore(new KeyUnavailable(code, "no"))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMED_OUT"})
  void a_store_that_does_not_answer_meets_every_delivery(StoreError code) {
    assertThat(Checks.ofTheStore(new StoreUnavailable(code, "no"))).isTrue();
  }
}
