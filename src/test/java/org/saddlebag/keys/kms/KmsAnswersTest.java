package org.saddlebag.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.saddlebag.format.AlgorithmSuite.GCM_HKDF_COMMIT_KEY;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.keys.KeyError;
import org.saddlebag.local.LocalKms;
import org.saddlebag.local.LocalOptions;
import org.saddlebag.local.auth.Identity;
import org.saddlebag.local.wire.Fault;
import software.amazon.awssdk.services.kms.KmsClient;

/** What KMS refuses, through the client that we build. */
class KmsAnswersTest {

  private static final Identity ADMIN = Identity.unrestricted("admin", "AKADMIN", "secret-admin");
  private static final Identity WRITER = Identity.writeOnly("writer", "AKWRITER", "secret-writer");
  private static final Identity READER =
      new Identity("reader", "AKREADER", "secret-reader", Set.of("kms:Decrypt"));

  @TempDir Path folder;

  private LocalKms server;
  private KmsClient admin;

  @BeforeEach
  void start() {
    server = LocalKms.start(folder, LocalOptions.defaults().withIdentities(ADMIN, WRITER, READER));
    server.ensureKey("alias/orders");
    admin = client(ADMIN.accessKey(), ADMIN.secretKey());
  }

  @AfterEach
  void stop() {
    admin.close();
    server.close();
  }

  @Test
  void a_writer_seals_and_cannot_open() {
    try (KmsClient writer = client(WRITER.accessKey(), WRITER.secretKey())) {
      KmsMasterKey key = key(writer);
      EncryptedDataKey sealed = key.generate(GCM_HKDF_COMMIT_KEY, Map.of()).encrypted();

      assertFails(
          () -> key.unwrap(sealed, GCM_HKDF_COMMIT_KEY, Map.of()), "kms-denied", "kms:Decrypt");
    }
  }

  @Test
  void a_reader_opens_and_cannot_seal() {
    EncryptedDataKey sealed = key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()).encrypted();
    try (KmsClient reader = client(READER.accessKey(), READER.secretKey())) {
      KmsMasterKey key = key(reader);

      assertThat(key.unwrap(sealed, GCM_HKDF_COMMIT_KEY, Map.of()).plaintext().exposeBytes())
          .hasSize(32);
      assertFails(
          () -> key.generate(GCM_HKDF_COMMIT_KEY, Map.of()), "kms-denied", "kms:GenerateDataKey");
    }
  }

  @Test
  void wrong_credentials_are_said() {
    for (String[] wrong : new String[][] {{"AKADMIN", "wrong"}, {"AKNOBODY", "wrong"}}) {
      try (KmsClient client = client(wrong[0], wrong[1])) {
        assertFails(
            () -> key(client).generate(GCM_HKDF_COMMIT_KEY, Map.of()), "kms-credentials", "KMS");
      }
    }
  }

  @Test
  void a_disabled_key_neither_seals_nor_opens() {
    EncryptedDataKey sealed = key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()).encrypted();
    String arn = server.ensureKey("alias/orders");
    admin.disableKey(r -> r.keyId(arn));

    assertFails(
        () -> key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()), "kms-key-disabled", "orders");
    assertFails(
        () -> key(admin).unwrap(sealed, GCM_HKDF_COMMIT_KEY, Map.of()),
        "kms-key-disabled",
        "orders");
  }

  @Test
  void a_key_that_waits_for_its_deletion_is_said() {
    String arn = server.ensureKey("alias/orders");
    admin.scheduleKeyDeletion(r -> r.keyId(arn).pendingWindowInDays(7));

    assertFails(
        () -> key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()), "kms-key-state", "orders");
  }

  @Test
  void a_wrapped_key_that_was_changed_is_refused() {
    EncryptedDataKey sealed = key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()).encrypted();
    byte[] bytes = sealed.ciphertext().toByteArray();
    bytes[bytes.length - 1] ^= 1;
    EncryptedDataKey changed =
        new EncryptedDataKey(
            sealed.wrapAlgorithm(),
            org.saddlebag.format.ByteString.copyOf(bytes),
            sealed.description());

    assertFails(
        () -> key(admin).unwrap(changed, GCM_HKDF_COMMIT_KEY, Map.of()),
        KeyError.WRAP_REFUSED.id(),
        "orders");
  }

  @Test
  void throttling_is_tried_again_and_then_said_to_pass() {
    AtomicInteger left = new AtomicInteger(1);
    server.setFaults(
        (call, headers) ->
            left.getAndDecrement() > 0 ? new Fault.Fail(400, "ThrottlingException") : Fault.none());
    assertThat(key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()).use().masterKey())
        .isEqualTo("orders");

    server.setFaults((call, headers) -> new Fault.Fail(400, "ThrottlingException"));
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(KmsError.KMS_THROTTLED);
              assertThat(e.retryable()).isTrue();
            });
    assertThat(server.requests().count("GenerateDataKey")).isEqualTo(4);
  }

  @Test
  void a_broken_connection_and_a_failing_service_can_pass() {
    for (Fault fault :
        new Fault[] {new Fault.Reset(0), new Fault.Fail(500, "KMSInternalException")}) {
      server.setFaults((call, headers) -> fault);
      assertThatExceptionOfType(KeyUnavailable.class)
          .isThrownBy(() -> key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()))
          .satisfies(
              e -> {
                assertThat(e.code().id()).isIn("kms-unreachable", "kms-failing");
                assertThat(e.retryable()).isTrue();
              });
    }
  }

  @Test
  void an_alias_that_moved_to_another_key_opens_new_objects_only() {
    EncryptedDataKey old = key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()).encrypted();
    String second = server.ensureKey("alias/second");
    admin.updateAlias(r -> r.aliasName("alias/orders").targetKeyId(second));
    EncryptedDataKey young = key(admin).generate(GCM_HKDF_COMMIT_KEY, Map.of()).encrypted();

    assertThat(key(admin).unwrap(young, GCM_HKDF_COMMIT_KEY, Map.of()).use().version())
        .isEqualTo(second);
    assertFails(
        () -> key(admin).unwrap(old, GCM_HKDF_COMMIT_KEY, Map.of()), "kms-other-key", "orders");
  }

  private static void assertFails(ThrowingCallable act, String code, String what) {
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(act)
        .withMessageContaining(what)
        .satisfies(
            e -> {
              assertThat(e.code().id()).isEqualTo(code);
              assertThat(e.retryable()).isFalse();
              assertThat(e.getMessage()).doesNotContain("secret-");
            });
  }

  private static KmsMasterKey key(KmsClient client) {
    return new KmsMasterKey("orders", new KmsTarget.Key("alias/orders"), Map.of(), client);
  }

  private KmsClient client(String accessKey, String secretKey) {
    return KmsClients.create(
        KmsSettings.ofRegion(LocalKmsFixture.REGION)
            .at(server.endpoint())
            .patience(Duration.ofSeconds(5), 2),
        LocalKmsFixture.credentials(accessKey, secretKey));
  }
}
