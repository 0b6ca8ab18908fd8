package org.saddlebag.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.saddlebag.format.AlgorithmSuite.GCM_HKDF_COMMIT_KEY;
import static org.saddlebag.format.AlgorithmSuite.GCM_NO_KDF;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;
import org.saddlebag.keys.GeneratedDataKey;
import org.saddlebag.keys.KeyError;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.MasterKey;
import org.saddlebag.keys.UnwrappedDataKey;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;

class KmsMasterKeyTest {

  private static final Map<String, String> NONE = Map.of();

  @TempDir Path folder;

  private LocalKmsFixture kms;
  private String ordersArn;
  private KmsMasterKey orders;

  @BeforeEach
  void start() {
    kms = new LocalKmsFixture(folder);
    ordersArn = kms.server.ensureKey("alias/orders");
    orders = key("orders", "alias/orders", NONE);
  }

  @AfterEach
  void stop() {
    kms.close();
  }

  @ParameterizedTest
  @EnumSource
  void what_kms_wraps_it_unwraps(AlgorithmSuite suite) {
    GeneratedDataKey generated = orders.generate(suite, NONE);
    byte[] plaintext = generated.plaintext().exposeBytes().clone();

    UnwrappedDataKey unwrapped = orders.unwrap(generated.encrypted(), suite, NONE);

    assertThat(unwrapped.plaintext().exposeBytes()).isEqualTo(plaintext);
    assertThat(generated.encrypted().wrapAlgorithm()).isEqualTo(WrapAlgorithm.KMS_CONTEXT);
    assertThat(generated.encrypted().description())
        .isEqualTo(Map.of("aws:x-amz-cek-alg", suite.metadataValue()));
  }

  @Test
  void the_use_names_key_arn_and_request() {
    GeneratedDataKey generated = orders.generate(GCM_HKDF_COMMIT_KEY, NONE);
    UnwrappedDataKey unwrapped = orders.unwrap(generated.encrypted(), GCM_HKDF_COMMIT_KEY, NONE);

    assertThat(generated.use().masterKey()).isEqualTo("orders");
    assertThat(generated.use().version()).isEqualTo(ordersArn);
    assertThat(generated.use().requestId())
        .isEqualTo(kms.server.requests().of("GenerateDataKey").get(0).id());
    assertThat(unwrapped.use().version()).isEqualTo(ordersArn);
    assertThat(unwrapped.use().requestId())
        .isEqualTo(kms.server.requests().of("Decrypt").get(0).id());
  }

  @Test
  void the_contexts_of_key_and_object_are_sent_and_stored_together() {
    KmsMasterKey key = key("orders", "alias/orders", Map.of("department", "orders"));

    EncryptedDataKey sealed =
        key.generate(GCM_HKDF_COMMIT_KEY, Map.of("name", "a.csv")).encrypted();
    key.unwrap(sealed, GCM_HKDF_COMMIT_KEY, Map.of("name", "a.csv"));

    Map<String, String> all =
        Map.of("aws:x-amz-cek-alg", "115", "department", "orders", "name", "a.csv");
    assertThat(sealed.description()).isEqualTo(all);
    assertThat(((GenerateDataKeyRequest) kms.requests.get(0)).encryptionContext()).isEqualTo(all);
    DecryptRequest decrypt = (DecryptRequest) kms.requests.get(1);
    assertThat(decrypt.encryptionContext()).isEqualTo(all);
    assertThat(decrypt.keyId()).isEqualTo("alias/orders");
  }

  @Test
  void a_context_that_is_not_the_expected_one_never_reaches_kms() {
    KmsMasterKey key = key("orders", "alias/orders", Map.of("department", "orders"));
    EncryptedDataKey sealed = key.generate(GCM_HKDF_COMMIT_KEY, Map.of("name", "a")).encrypted();

    for (Map<String, String> wrong :
        List.of(NONE, Map.of("name", "b"), Map.of("name", "a", "more", "x"))) {
      assertThatExceptionOfType(KeyUnavailable.class)
          .isThrownBy(() -> key.unwrap(sealed, GCM_HKDF_COMMIT_KEY, wrong))
          .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.CONTEXT_MISMATCH));
    }
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> orders.unwrap(sealed, GCM_HKDF_COMMIT_KEY, Map.of("name", "a")))
        .withMessageContaining("differs from the expected one in [department]");
    assertThat(kms.requests).hasSize(1);
  }

  @Test
  void a_changed_context_that_is_expected_is_refused_by_kms() {
    EncryptedDataKey sealed = orders.generate(GCM_HKDF_COMMIT_KEY, Map.of("name", "a")).encrypted();
    EncryptedDataKey changed = with(sealed, "name", "b");

    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> orders.unwrap(changed, GCM_HKDF_COMMIT_KEY, Map.of("name", "b")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.WRAP_REFUSED));
  }

  @Test
  void a_wrap_for_another_suite_never_reaches_kms() {
    EncryptedDataKey v2 = orders.generate(GCM_NO_KDF, NONE).encrypted();
    EncryptedDataKey bare = new EncryptedDataKey(v2.wrapAlgorithm(), v2.ciphertext(), NONE);

    for (EncryptedDataKey key : List.of(v2, bare)) {
      assertThatExceptionOfType(Damaged.class)
          .isThrownBy(() -> orders.unwrap(key, GCM_HKDF_COMMIT_KEY, NONE))
          .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.SUITE_MISMATCH));
    }
    assertThat(kms.requests).hasSize(1);
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(
            () -> orders.unwrap(with(v2, "aws:x-amz-cek-alg", "115"), GCM_HKDF_COMMIT_KEY, NONE))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.WRAP_REFUSED));
  }

  @Test
  void a_reserved_context_entry_is_refused() {
    Map<String, String> reserved = Map.of("aws:x-amz-cek-alg", "115");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> orders.generate(GCM_HKDF_COMMIT_KEY, reserved));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> key("orders", "alias/orders", reserved));
    assertThat(kms.requests).isEmpty();
  }

  @Test
  void of_several_keys_the_one_that_sealed_opens() {
    kms.server.ensureKey("alias/sales");
    KmsMasterKey sales = key("sales", "alias/sales", NONE);
    EncryptedDataKey sealed = sales.generate(GCM_HKDF_COMMIT_KEY, NONE).encrypted();

    UnwrappedDataKey opened =
        new Keyring(List.of(orders, sales)).unwrap(sealed, GCM_HKDF_COMMIT_KEY, NONE);

    assertThat(opened.use().masterKey()).isEqualTo("sales");
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> new Keyring(List.of(orders)).unwrap(sealed, GCM_HKDF_COMMIT_KEY, NONE))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KmsError.KMS_OTHER_KEY));
  }

  @Test
  void a_key_answers_to_objects_whose_context_holds_its_own() {
    KmsMasterKey dept = key("dept", "alias/orders", Map.of("department", "orders"));
    EncryptedDataKey plain = orders.generate(GCM_HKDF_COMMIT_KEY, NONE).encrypted();
    EncryptedDataKey more = dept.generate(GCM_HKDF_COMMIT_KEY, Map.of("name", "a")).encrypted();

    assertThat(orders.match(plain)).isEqualTo(MasterKey.Match.NAMED);
    assertThat(orders.match(more)).isEqualTo(MasterKey.Match.NAMED);
    assertThat(dept.match(more)).isEqualTo(MasterKey.Match.NAMED);
    assertThat(dept.match(plain)).isEqualTo(MasterKey.Match.NONE);
    assertThat(orders.match(new EncryptedDataKey(WrapAlgorithm.AES_GCM, plain.ciphertext(), NONE)))
        .isEqualTo(MasterKey.Match.NONE);
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> new Keyring(List.of(dept)).unwrap(plain, GCM_HKDF_COMMIT_KEY, NONE))
        .withMessageContaining("kms+context under {aws:x-amz-cek-alg=115}")
        .satisfies(e -> assertThat(e.code()).isEqualTo(KeyError.CONTEXT_MISMATCH));
  }

  @Test
  void discovery_opens_what_allowed_accounts_and_regions_sealed_and_sends_no_key_id() {
    EncryptedDataKey sealed = orders.generate(GCM_HKDF_COMMIT_KEY, NONE).encrypted();

    for (Set<String> regions : List.of(Set.<String>of(), Set.of(LocalKmsFixture.REGION))) {
      KmsMasterKey discovery = discovery(Set.of(LocalKmsFixture.ACCOUNT), regions);
      assertThat(discovery.unwrap(sealed, GCM_HKDF_COMMIT_KEY, NONE).use().version())
          .isEqualTo(ordersArn);
    }
    assertThat(((DecryptRequest) kms.requests.get(1)).keyId()).isNull();
  }

  @Test
  void discovery_refuses_keys_of_others_and_destroys_what_it_got() {
    EncryptedDataKey sealed = orders.generate(GCM_HKDF_COMMIT_KEY, NONE).encrypted();

    for (KmsMasterKey discovery :
        List.of(
            discovery(Set.of("999988887777"), Set.of()),
            discovery(Set.of(LocalKmsFixture.ACCOUNT), Set.of("us-east-1")))) {
      assertThatExceptionOfType(KeyUnavailable.class)
          .isThrownBy(() -> discovery.unwrap(sealed, GCM_HKDF_COMMIT_KEY, NONE))
          .withMessageContaining(ordersArn)
          .satisfies(e -> assertThat(e.code()).isEqualTo(KmsError.KMS_KEY_NOT_ALLOWED));
      assertThat(kms.lastPlaintext).containsOnly(0);
    }
  }

  @Test
  void discovery_cannot_seal_and_needs_an_account() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(
            () -> discovery(Set.of(LocalKmsFixture.ACCOUNT), Set.of()).generate(GCM_NO_KDF, NONE))
        .satisfies(e -> assertThat(e.code()).isEqualTo(KmsError.KMS_DISCOVERY_SEALS_NOT));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> discovery(Set.of(), Set.of(LocalKmsFixture.REGION)));
  }

  @Test
  void an_unknown_key_is_named() {
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> key("orders", "alias/none", NONE).generate(GCM_NO_KDF, NONE))
        .withMessageContaining("master key 'orders' (KMS alias/none) could not make a data key")
        .satisfies(e -> assertThat(e.code()).isEqualTo(KmsError.KMS_KEY_NOT_FOUND));
  }

  @Test
  void destroying_the_data_key_wipes_the_array_of_the_sdk() {
    GeneratedDataKey generated = orders.generate(GCM_HKDF_COMMIT_KEY, NONE);
    assertThat(kms.lastPlaintext).isEqualTo(generated.plaintext().exposeBytes());

    generated.plaintext().destroy();

    assertThat(kms.lastPlaintext).containsOnly(0);
  }

  private KmsMasterKey key(String name, String keyId, Map<String, String> context) {
    return new KmsMasterKey(name, new KmsTarget.Key(keyId), context, kms.client);
  }

  private KmsMasterKey discovery(Set<String> accounts, Set<String> regions) {
    return new KmsMasterKey("found", new KmsTarget.Discovery(accounts, regions), NONE, kms.client);
  }

  private static EncryptedDataKey with(EncryptedDataKey key, String entry, String value) {
    Map<String, String> changed = new TreeMap<>(key.description());
    changed.put(entry, value);
    return new EncryptedDataKey(key.wrapAlgorithm(), key.ciphertext(), changed);
  }
}
