package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.saddlebag.keys.TestKeys.RSA;
import static org.saddlebag.keys.TestKeys.forForeign;
import static org.saddlebag.keys.TestKeys.label;
import static org.saddlebag.keys.TestKeys.withDescription;

import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;

class RsaMasterKeyTest {

  private static final RSAPublicKey PUBLIC = (RSAPublicKey) RSA.getPublic();

  private final RsaMasterKey pair = TestKeys.rsa(label("partner", 3), RSA);
  private final RsaMasterKey publicOnly = RsaMasterKey.publicOnly(label("partner", 3), PUBLIC);

  @Property(tries = 10)
  void what_the_public_key_seals_the_private_key_opens(@ForAll AlgorithmSuite suite) {
    GeneratedDataKey generated = publicOnly.generate(suite, Map.of());

    UnwrappedDataKey unwrapped = pair.unwrap(generated.encrypted(), suite, Map.of());

    assertThat(unwrapped.plaintext().exposeBytes()).isEqualTo(generated.plaintext().exposeBytes());
    assertThat(unwrapped.use()).isEqualTo(new KeyUse("partner", "3", null));
    assertThat(generated.encrypted().wrapAlgorithm()).isEqualTo(WrapAlgorithm.RSA_OAEP_SHA1);
    assertThat(generated.encrypted().ciphertext().lengthBytes()).isEqualTo(256);
  }

  @Test
  void a_public_key_refuses_to_open_and_says_why() {
    EncryptedDataKey encrypted = pair.generate(TestKeys.V3, Map.of()).encrypted();

    assertThat(publicOnly.match(encrypted)).isEqualTo(MasterKey.Match.NAMED);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> publicOnly.unwrap(encrypted, TestKeys.V3, Map.of()))
        .withMessageContaining("key 'partner' is a public key: this host can seal but not open")
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.PUBLIC_KEY_ONLY));
  }

  @Test
  void a_public_key_does_not_answer_for_foreign_objects() {
    EncryptedDataKey foreign =
        withDescription(pair.generate(TestKeys.V3, Map.of()).encrypted(), Map.of());

    assertThat(RsaMasterKey.publicOnly(forForeign("partner"), PUBLIC).match(foreign))
        .isEqualTo(MasterKey.Match.NONE);
    assertThat(TestKeys.rsa(forForeign("partner"), RSA).match(foreign))
        .isEqualTo(MasterKey.Match.FOREIGN_DEFAULT);
  }

  @Test
  void a_key_below_2048_bits_is_not_taken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestKeys.rsa(label("short", 1), TestKeys.rsa(1024)))
        .withMessageContaining("at least 2048 bits, was 1024");
  }
}
