package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.saddlebag.keys.TestKeys.aes;
import static org.saddlebag.keys.TestKeys.label;
import static org.saddlebag.keys.TestKeys.withCiphertext;

import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;

class AesMasterKeyTest {

  private final AesMasterKey key = aes(label("archive", 1), 7);

  @Property(tries = 50)
  void what_one_key_wraps_it_unwraps_for_the_same_suite(@ForAll AlgorithmSuite suite) {
    GeneratedDataKey generated = key.generate(suite, Map.of());

    UnwrappedDataKey unwrapped = key.unwrap(generated.encrypted(), suite, Map.of());

    assertThat(unwrapped.plaintext().exposeBytes())
        .isEqualTo(generated.plaintext().exposeBytes())
        .hasSize(32);
    assertThat(unwrapped.use()).isEqualTo(new KeyUse("archive", "1", null));
    assertThat(generated.use()).isEqualTo(unwrapped.use());
  }

  @Test
  void the_wrap_is_60_bytes_under_the_exact_description() {
    EncryptedDataKey encrypted = key.generate(TestKeys.V3, Map.of()).encrypted();

    assertThat(encrypted.wrapAlgorithm()).isEqualTo(WrapAlgorithm.AES_GCM);
    assertThat(encrypted.ciphertext().lengthBytes()).isEqualTo(60);
    assertThat(encrypted.description())
        .containsExactlyInAnyOrderEntriesOf(Map.of("saddlebag-key", "archive", "version", "1"));
  }

  @Test
  void two_data_keys_share_neither_bytes_nor_iv() {
    GeneratedDataKey one = key.generate(TestKeys.V3, Map.of());
    GeneratedDataKey two = key.generate(TestKeys.V3, Map.of());

    assertThat(one.plaintext().exposeBytes()).isNotEqualTo(two.plaintext().exposeBytes());
    assertThat(java.util.Arrays.copyOf(one.encrypted().ciphertext().toByteArray(), 12))
        .isNotEqualTo(java.util.Arrays.copyOf(two.encrypted().ciphertext().toByteArray(), 12));
  }

  @Property(tries = 200)
  void a_flipped_bit_anywhere_is_refused(@ForAll @IntRange(min = 0, max = 60 * 8 - 1) int bit) {
    EncryptedDataKey encrypted = key.generate(TestKeys.V3, Map.of()).encrypted();
    byte[] changed = encrypted.ciphertext().toByteArray();
    changed[bit / 8] ^= (byte) (1 << bit % 8);

    refused(key, withCiphertext(encrypted, changed), TestKeys.V3);
  }

  @Test
  void a_wrap_for_one_suite_does_not_open_for_the_other() {
    refused(key, key.generate(TestKeys.V3, Map.of()).encrypted(), TestKeys.V2);
    refused(key, key.generate(TestKeys.V2, Map.of()).encrypted(), TestKeys.V3);
  }

  @Test
  void another_key_of_the_same_label_does_not_open() {
    refused(
        aes(label("archive", 1), 8), key.generate(TestKeys.V3, Map.of()).encrypted(), TestKeys.V3);
  }

  @Property(tries = 100)
  void every_other_length_is_damaged(@ForAll @IntRange(min = 0, max = 130) int length) {
    if (length == 60) {
      return;
    }
    EncryptedDataKey encrypted = key.generate(TestKeys.V3, Map.of()).encrypted();

    assertThatExceptionOfType(Damaged.class)
        .isThrownBy(
            () -> key.unwrap(withCiphertext(encrypted, new byte[length]), TestKeys.V3, Map.of()))
        .withMessageContaining(length + " bytes, must be 60")
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.WRAP_LENGTH));
  }

  @Test
  void an_encryption_context_is_refused_both_ways() {
    EncryptedDataKey encrypted = key.generate(TestKeys.V3, Map.of()).encrypted();
    Map<String, String> context = Map.of("department", "orders");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> key.generate(TestKeys.V3, context))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.CONTEXT_WITHOUT_KMS));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> key.unwrap(encrypted, TestKeys.V3, context))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.CONTEXT_WITHOUT_KMS));
  }

  @Test
  void keys_of_other_lengths_and_algorithms_are_not_taken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AesMasterKey(label("a", 1), new SecretKeySpec(new byte[16], "AES")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new AesMasterKey(label("a", 1), new SecretKeySpec(new byte[32], "HmacSHA256")));
  }

  private static void refused(MasterKey key, EncryptedDataKey encrypted, AlgorithmSuite suite) {
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> key.unwrap(encrypted, suite, Map.of()))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(KeyError.WRAP_REFUSED);
              assertThat(e.getCause()).isNull();
              assertThat(e.retryable()).isFalse();
            });
  }
}
