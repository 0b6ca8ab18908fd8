package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.errors.SaddlebagException;

/** Every code brings its mend and its kind of exception. */
class StoreErrorTest {

  @ParameterizedTest
  @EnumSource(StoreError.class)
  void everyCodeHasAMend(StoreError code) {
    assertThat(code.fix()).isNotBlank().endsWith(".").doesNotContain("%");
    SaddlebagException failure = code.failure("what", null);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure).hasMessage(code.id() + ": what [" + code.fix() + "]");
  }
}
