package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;

/** A claim check says what it stands for, and no other text is taken for one. */
class ClaimCheckTest {

  @Test
  void what_is_written_is_read() {
    ClaimCheck claim =
        new ClaimCheck("f", new ObjectAddress("b", "k \"\u00e4\" /..", "v1"), "etag", 1L << 40);
    assertThat(ClaimCheck.parse(claim.json())).isEqualTo(claim);
  }

  @Test
  void a_store_without_versions_names_none() {
    ClaimCheck claim = new ClaimCheck("f", new ObjectAddress("b", "k"), "etag", 0);
    assertThat(claim.json()).doesNotContain("versionId");
    assertThat(ClaimCheck.parse(claim.json())).isEqualTo(claim);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"saddlebagClaim\":2,\"flow\":\"f\",\"bucket\":\"b\",\"objectKey\":\"k\",\"eTag\":\"e\"}",
        "{\"saddlebagClaim\":1,\"flow\":\"f\",\"bucket\":\"b\",\"objectKey\":7,\"eTag\":\"e\"}",
        "{\"saddlebagClaim\":1,\"flow\":\"f\",\"bucket\":\"b\",\"objectKey\":\"k\",\"eTag\":\"\"}",
        "{\"saddlebagClaim\":1,\"flow\":\"f\",\"bucket\":\"b\",\"objectKey\":\"k\",\"eTag\":\"e\"} x"
      })
  void other_text_is_refused(String text) {
    assertThatThrownBy(() -> ClaimCheck.parse(text))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("claim check");
  }
}
