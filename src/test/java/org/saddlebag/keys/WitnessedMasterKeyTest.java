package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.saddlebag.content.DataKey;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;

/** No use of a master key goes unseen, and what can't be noted does not happen. */
class WitnessedMasterKeyTest {

  private static final AlgorithmSuite V3 = AlgorithmSuite.GCM_HKDF_COMMIT_KEY;
  private static final Occasion WHAT_FOR = new Occasion("flow", "s3://b/k", "v1", "S3-1");

  private final List<KeyEvent> seen = new ArrayList<>();
  private final Keyring keyring = new Keyring(List.of(key("archive", 1)), seen::add);

  @Test
  void making_and_unwrapping_are_seen_with_the_same_data_key() {
    GeneratedDataKey made = keyring.on(WHAT_FOR).named("archive").generate(V3, Map.of());
    keyring.on(WHAT_FOR).unwrap(made.encrypted(), V3, Map.of());

    assertThat(seen)
        .extracting(KeyEvent::act)
        .containsExactly(KeyEvent.Act.GENERATE, KeyEvent.Act.UNWRAP);
    assertThat(seen).allSatisfy(event -> assertThat(event.failure()).isNull());
    assertThat(seen).extracting(KeyEvent::occasion).containsOnly(WHAT_FOR);
    assertThat(seen)
        .extracting(KeyEvent::use)
        .containsOnly(new KeyUse("archive", "1", null, made.encrypted().fingerprint()));
  }

  @Test
  void a_key_that_does_not_open_is_seen_with_the_reason() {
    EncryptedDataKey foreign = key("archive", 2).generate(V3, Map.of()).encrypted();

    KeyUnavailable why = null;
    try {
      keyring.on(WHAT_FOR).unwrap(foreign, V3, Map.of());
    } catch (KeyUnavailable e) {
      why = e;
    }
    assertThat(why).isNotNull();
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).failure()).isSameAs(why);
    assertThat(seen.get(0).use())
        .isEqualTo(new KeyUse("archive", null, null, foreign.fingerprint()));
  }

  @Test
  void an_object_that_no_key_answers_to_is_seen_too() {
    EncryptedDataKey foreign = key("other", 1).generate(V3, Map.of()).encrypted();

    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keyring.on(WHAT_FOR).unwrap(foreign, V3, Map.of()));
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).use().masterKey()).isNull();
    assertThat(((KeyUnavailable) seen.get(0).failure()).code()).isEqualTo(KeyError.NO_MATCHING_KEY);
  }

  @Test
  void whoever_can_not_be_seen_gets_no_key_and_the_key_is_destroyed() {
    RecordingKey inner = new RecordingKey(key("archive", 1));
    Keyring blind =
        new Keyring(
            List.of(inner),
            event -> {
              throw new FileUnavailable(KeyError.FILE_UNREADABLE, "the log is full");
            });
    EncryptedDataKey wrapped = key("archive", 1).generate(V3, Map.of()).encrypted();

    assertThatThrownBy(() -> blind.on(WHAT_FOR).named("archive").generate(V3, Map.of()))
        .hasMessageContaining("the log is full");
    assertThatThrownBy(() -> blind.on(WHAT_FOR).unwrap(wrapped, V3, Map.of()))
        .hasMessageContaining("the log is full");

    assertThat(inner.given).hasSize(2).allMatch(DataKey::isDestroyed);
  }

  @Test
  void the_fingerprint_is_half_a_sha256_of_the_wrapped_bytes() {
    EncryptedDataKey key =
        new EncryptedDataKey(
            org.saddlebag.format.WrapAlgorithm.AES_GCM,
            org.saddlebag.format.ByteString.copyOf(
                "abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            Map.of());

    // FIPS 180-2, appendix B.1: SHA-256 of "abc" begins with ba7816bf8f01cfea414140de5dae2223.
    assertThat(key.fingerprint()).isEqualTo("ungWv48Bz+pBQUDeXa4iIw");
  }

  private static MasterKey key(String name, int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return new AesMasterKey(new KeyLabel(name, 1, false), new SecretKeySpec(bytes, "AES"));
  }

  /** Keeps what it gave out. */
  private static final class RecordingKey implements MasterKey {
    private final MasterKey key;
    private final List<DataKey> given = new ArrayList<>();

    RecordingKey(MasterKey key) {
      this.key = key;
    }

    @Override
    public String name() {
      return key.name();
    }

    @Override
    public GeneratedDataKey generate(AlgorithmSuite suite, Map<String, String> context) {
      GeneratedDataKey made = key.generate(suite, context);
      given.add(made.plaintext());
      return made;
    }

    @Override
    public Match match(EncryptedDataKey wrapped) {
      return key.match(wrapped);
    }

    @Override
    public UnwrappedDataKey unwrap(
        EncryptedDataKey wrapped, AlgorithmSuite suite, Map<String, String> context) {
      UnwrappedDataKey unwrapped = key.unwrap(wrapped, suite, context);
      given.add(unwrapped.plaintext());
      return unwrapped;
    }
  }

  /**
   * What it does not hand on, it would answer by the interface's default, whatever the key says.
   */
  @Test
  void every_question_is_handed_on() {
    List<String> own =
        Arrays.stream(WitnessedMasterKey.class.getDeclaredMethods()).map(Method::getName).toList();
    assertThat(MasterKey.class.getMethods()).extracting(Method::getName).isSubsetOf(own);
  }
}
