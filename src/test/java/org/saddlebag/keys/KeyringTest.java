package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.saddlebag.keys.TestKeys.V3;
import static org.saddlebag.keys.TestKeys.aes;
import static org.saddlebag.keys.TestKeys.forForeign;
import static org.saddlebag.keys.TestKeys.label;
import static org.saddlebag.keys.TestKeys.withDescription;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;

class KeyringTest {

  private final AesMasterKey archive = aes(label("archive", 1), 1);
  private final AesMasterKey orders = aes(forForeign("orders"), 2);
  private final Keyring keyring = new Keyring(List.of(archive, orders));

  @Test
  void the_key_that_the_description_names_opens() {
    EncryptedDataKey sealed = archive.generate(V3, Map.of()).encrypted();

    assertThat(keyring.unwrap(sealed, V3, Map.of()).use().masterKey()).isEqualTo("archive");
  }

  @Test
  void a_missing_key_is_named_in_the_error() {
    EncryptedDataKey sealed = aes(label("lost", 4), 1).generate(V3, Map.of()).encrypted();

    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keyring.unwrap(sealed, V3, Map.of()))
        .withMessageContaining("AES/GCM under {saddlebag-key=lost, version=4}")
        .withMessageContaining("none of the master keys [archive, orders]")
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.NO_MATCHING_KEY));
  }

  @Test
  void a_later_version_of_a_key_is_another_key() {
    EncryptedDataKey sealed = aes(label("archive", 2), 1).generate(V3, Map.of()).encrypted();

    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keyring.unwrap(sealed, V3, Map.of()))
        .withMessageContaining("version=2");
  }

  @Test
  void a_changed_description_leads_to_the_other_key_which_refuses() {
    EncryptedDataKey sealed = archive.generate(V3, Map.of()).encrypted();
    EncryptedDataKey changed =
        withDescription(sealed, Map.of("saddlebag-key", "orders", "version", "1"));

    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keyring.unwrap(changed, V3, Map.of()))
        .withMessageContaining("does not open with master key 'orders'");
  }

  @Test
  void a_description_with_one_entry_more_names_no_key() {
    EncryptedDataKey sealed = archive.generate(V3, Map.of()).encrypted();
    Map<String, String> more = Map.of("saddlebag-key", "archive", "version", "1", "x", "y");

    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keyring.unwrap(withDescription(sealed, more), V3, Map.of()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.NO_MATCHING_KEY));
  }

  @Test
  void foreign_and_empty_descriptions_open_with_the_marked_key_only() {
    EncryptedDataKey sealed = orders.generate(V3, Map.of()).encrypted();
    EncryptedDataKey empty = withDescription(sealed, Map.of());
    EncryptedDataKey foreign = withDescription(sealed, Map.of("keyId", "2026-01"));

    assertThat(keyring.unwrap(empty, V3, Map.of()).use().masterKey()).isEqualTo("orders");
    assertThat(keyring.unwrap(foreign, V3, Map.of()).use().masterKey()).isEqualTo("orders");
    Keyring unmarked = new Keyring(List.of(archive, aes(label("orders", 1), 2)));
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> unmarked.unwrap(empty, V3, Map.of()))
        .withMessageContaining("under {}");
  }

  @Test
  void of_several_marked_keys_the_one_that_fits_opens() {
    AesMasterKey second = aes(forForeign("second"), 3);
    EncryptedDataKey foreign = withDescription(second.generate(V3, Map.of()).encrypted(), Map.of());

    assertThat(new Keyring(List.of(orders, second)).unwrap(foreign, V3, Map.of()).use().masterKey())
        .isEqualTo("second");
  }

  @Test
  void the_wrap_algorithm_counts_not_only_the_description() {
    EncryptedDataKey rsa =
        new EncryptedDataKey(
            WrapAlgorithm.RSA_OAEP_SHA1,
            ByteString.copyOf(new byte[256]),
            Map.of("saddlebag-key", "archive", "version", "1"));

    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keyring.unwrap(rsa, V3, Map.of()))
        .withMessageContaining("RSA-OAEP-SHA1");
  }

  @Test
  void a_failure_that_can_pass_by_itself_is_shown_before_a_lasting_one() {
    KeyUnavailable lasting = new KeyUnavailable(KeyError.WRAP_REFUSED, "lasting");
    KeyUnavailable passing = new KeyUnavailable(KeyError.FILE_UNREADABLE, "passing", true, null);
    for (List<KeyUnavailable> order :
        List.of(List.of(lasting, passing), List.of(passing, lasting))) {
      UnwrapFailures failures = new UnwrapFailures();
      order.forEach(failures::add);

      assertThat(failures.chosen().what()).isEqualTo("passing");
    }
    assertThat(passing.getSuppressed()).containsExactly(lasting, lasting);
  }

  @Test
  void a_description_cannot_forge_lines_of_the_log_or_flood_it() {
    EncryptedDataKey sealed = archive.generate(V3, Map.of()).encrypted();
    Map<String, String> evil =
        Map.of("saddlebag-key", "x\r\nINFO all well \u202e\u001b[2J" + "y".repeat(5_000));

    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keyring.unwrap(withDescription(sealed, evil), V3, Map.of()))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .doesNotContain("\n", "\r", "\u202e", "\u001b")
                    .hasSizeLessThan(800));
  }

  @Test
  void names_are_unique_and_an_unknown_name_lists_those_there_are() {
    assertThat(keyring.named("orders")).isSameAs(orders);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Keyring(List.of(archive, aes(label("archive", 2), 5))));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> keyring.named("nobody"))
        .withMessageContaining("'nobody'; there are [archive, orders]");
  }
}
