package org.saddlebag.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.keys.KeyError;

class EncryptionContextTest {

  @ParameterizedTest
  @ValueSource(strings = {"aws:x-amz-cek-alg", "kms_cmk_id"})
  void a_reserved_entry_is_refused(String entry) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> EncryptionContext.checked(Map.of(entry, "x")))
        .withMessageContaining(entry)
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.RESERVED_CONTEXT));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> EncryptionContext.joined(Map.of(), Map.of(entry, "x")));
  }

  @Test
  void an_object_adds_entries_to_those_of_the_key_but_changes_none() {
    Map<String, String> ofKey = Map.of("department", "orders");

    assertThat(EncryptionContext.joined(ofKey, Map.of("name", "a")))
        .isEqualTo(Map.of("department", "orders", "name", "a"));
    assertThat(EncryptionContext.joined(ofKey, ofKey)).isEqualTo(ofKey);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> EncryptionContext.joined(ofKey, Map.of("department", "sales")))
        .withMessageContaining("'department'");
  }

  @Test
  void the_stored_context_must_name_the_suite_of_the_object() {
    AlgorithmSuite v3 = AlgorithmSuite.GCM_HKDF_COMMIT_KEY;
    EncryptionContext.requireSuite(Map.of("aws:x-amz-cek-alg", "115", "a", "b"), v3);

    assertThatExceptionOfType(Damaged.class)
        .isThrownBy(
            () ->
                EncryptionContext.requireSuite(
                    Map.of("aws:x-amz-cek-alg", "AES/GCM/NoPadding"), v3))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.SUITE_MISMATCH));
    assertThatExceptionOfType(Damaged.class)
        .isThrownBy(() -> EncryptionContext.requireSuite(Map.of(), v3));
  }

  @Test
  void differences_are_named_without_their_values() {
    assertThat(
            EncryptionContext.differences(
                Map.of("same", "1", "changed", "1", "more", "1"),
                Map.of("same", "1", "changed", "2", "less", "1")))
        .containsExactly("changed", "less", "more");
  }
}
