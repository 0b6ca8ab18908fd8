package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.saddlebag.keys.TestKeys.V3;
import static org.saddlebag.keys.TestKeys.aes;
import static org.saddlebag.keys.TestKeys.label;
import static org.saddlebag.keys.TestKeys.withDescription;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.format.EncryptedDataKey;

class RotatedMasterKeyTest {

  private final AesMasterKey first = aes(label("archive", 1), 1);
  private final AesMasterKey second = aes(label("archive", 2), 2);
  private final Keyring keyring =
      new Keyring(List.of(new RotatedMasterKey(second, List.of(first))));

  @Test
  void new_objects_are_sealed_with_the_current_version() {
    EncryptedDataKey sealed = keyring.named("archive").generate(V3, Map.of()).encrypted();

    assertThat(sealed.description()).containsEntry("version", "2");
    assertThat(keyring.unwrap(sealed, V3, Map.of()).use().version()).isEqualTo("2");
  }

  @Test
  void objects_of_the_previous_version_still_open_with_it() {
    EncryptedDataKey old = first.generate(V3, Map.of()).encrypted();

    assertThat(keyring.unwrap(old, V3, Map.of()).use().version()).isEqualTo("1");
  }

  @Test
  void an_object_relabelled_to_the_other_version_does_not_open() {
    EncryptedDataKey old = first.generate(V3, Map.of()).encrypted();

    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(
            () ->
                keyring.unwrap(
                    withDescription(old, label("archive", 2).description()), V3, Map.of()))
        .withMessageContaining("'archive' version 2");
  }

  @Test
  void all_versions_have_one_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RotatedMasterKey(second, List.of(aes(label("other", 1), 1))))
        .withMessage("other is not a version of archive");
  }
}
