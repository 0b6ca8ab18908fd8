package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;

class MasterKeyUriTest {

  @Test
  void a_keystore_splits_at_the_first_colon_and_the_last_hash() {
    assertThat(MasterKeyUri.parse("keystore:keys.p12#archive"))
        .isEqualTo(new MasterKeyUri.Keystore(Path.of("keys.p12"), "archive"));
    assertThat(MasterKeyUri.parse("keystore:/a:b/#1/keys#2.p12#Archive"))
        .isEqualTo(new MasterKeyUri.Keystore(Path.of("/a:b/#1/keys#2.p12"), "Archive"));
  }

  @Test
  void a_kms_key_is_an_id_an_alias_or_an_arn() {
    String arn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    assertThat(MasterKeyUri.parse("kms:alias/orders"))
        .isEqualTo(new MasterKeyUri.Kms("alias/orders"));
    assertThat(MasterKeyUri.parse("kms:" + arn)).isEqualTo(new MasterKeyUri.Kms(arn));
    assertThat(MasterKeyUri.parse("kms:discovery")).isEqualTo(new MasterKeyUri.KmsDiscovery());
  }

  @Test
  void a_public_key_is_a_file() {
    assertThat(MasterKeyUri.parse("public:certs/partner.pem"))
        .isEqualTo(new MasterKeyUri.PublicKey(Path.of("certs/partner.pem")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "archive",
        "kms:",
        "kms: ",
        "keystore:keys.p12",
        "keystore:keys.p12#",
        "keystore:#a",
        "public:",
        "public:a\0b",
        ":x",
        "KMS:alias/x",
        "vault:x"
      })
  void anything_else_is_refused(String uri) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> MasterKeyUri.parse(uri))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.BAD_URI));
  }

  @Test
  void an_unknown_kind_lists_the_kinds_there_are() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> MasterKeyUri.parse("vault:secret/x"))
        .withMessageContaining("unknown kind 'vault'; there are keystore, kms, public");
  }
}
