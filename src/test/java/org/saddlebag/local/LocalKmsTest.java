package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.local.auth.Identity;
import org.saddlebag.local.wire.Fault;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

class LocalKmsTest {

  private static final Map<String, String> CONTEXT = Map.of("department", "orders", "n", "1");

  @TempDir Path folder;
  private LocalKms kms;
  private KmsClient client;
  private String key;

  @BeforeEach
  void start() {
    kms = LocalKms.start(folder, LocalOptions.defaults());
    client = LocalClouds.client(kms);
    key = kms.ensureKey("alias/orders");
  }

  @AfterEach
  void stop() {
    client.close();
    kms.close();
  }

  private GenerateDataKeyResponse generate(String keyId) {
    return client.generateDataKey(
        b -> b.keyId(keyId).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
  }

  private DecryptResponse decrypt(SdkBytes blob, Map<String, String> context) {
    return client.decrypt(b -> b.ciphertextBlob(blob).encryptionContext(context));
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KmsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.requestId()).hasSize(16);
            });
  }

  @Test
  void aDataKeyComesBackUnderItsContext() {
    GenerateDataKeyResponse generated = generate("alias/orders");
    assertThat(generated.keyId()).isEqualTo(key);
    assertThat(generated.plaintext().asByteArray()).hasSize(32);
    assertThat(generated.ciphertextBlob().asByteArray()).hasSize(184);
    DecryptResponse decrypted = decrypt(generated.ciphertextBlob(), CONTEXT);
    assertThat(decrypted.plaintext()).isEqualTo(generated.plaintext());
    assertThat(decrypted.keyId()).isEqualTo(key);
    assertThat(decrypted.keyMaterialId()).isEqualTo(generated.keyMaterialId());
  }

  @Test
  void anotherContextOrAChangedBlobDoesNotOpen() {
    SdkBytes blob = generate(key).ciphertextBlob();
    assertThatThrownBy(() -> decrypt(blob, Map.of("department", "orders")))
        .isInstanceOf(InvalidCiphertextException.class);
    assertThatThrownBy(() -> decrypt(blob, Map.of("department", "ordersn", "", "1")))
        .isInstanceOf(InvalidCiphertextException.class);
    for (int at : List.of(30, 130, 183)) {
      byte[] changed = blob.asByteArray();
      changed[at] ^= 1;
      assertThatThrownBy(() -> decrypt(SdkBytes.fromByteArray(changed), CONTEXT))
          .isInstanceOf(InvalidCiphertextException.class);
    }
    assertThatThrownBy(() -> decrypt(SdkBytes.fromUtf8String("no blob"), CONTEXT))
        .isInstanceOf(InvalidCiphertextException.class);
  }

  @Test
  void keysGoByIdArnAliasAndAliasArn() {
    String id = key.substring(key.indexOf('/') + 1);
    String aliasArn = key.substring(0, key.indexOf("key/")) + "alias/orders";
    for (String name : List.of(id, key, "alias/orders", aliasArn)) {
      assertThat(client.describeKey(b -> b.keyId(name)).keyMetadata().arn()).isEqualTo(key);
    }
    for (String name : List.of("alias/nobody", id.replace('-', '0'), key + "0", "orders")) {
      assertThatThrownBy(() -> generate(name)).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void theWrongKeyIsNamed() {
    SdkBytes blob = generate(key).ciphertextBlob();
    String other = kms.ensureKey("alias/other");
    assertThatThrownBy(
            () ->
                client.decrypt(b -> b.keyId(other).ciphertextBlob(blob).encryptionContext(CONTEXT)))
        .isInstanceOf(IncorrectKeyException.class);
    assertThat(
            client
                .decrypt(
                    b -> b.keyId("alias/orders").ciphertextBlob(blob).encryptionContext(CONTEXT))
                .keyId())
        .isEqualTo(key);
  }

  @Test
  void encryptAndReEncryptMoveAPlaintextBetweenKeys() {
    String other = kms.ensureKey("alias/other");
    SdkBytes text = SdkBytes.fromUtf8String("hello");
    SdkBytes blob =
        client
            .encrypt(b -> b.keyId(key).plaintext(text).encryptionContext(CONTEXT))
            .ciphertextBlob();
    ReEncryptResponse moved =
        client.reEncrypt(
            b ->
                b.ciphertextBlob(blob)
                    .sourceEncryptionContext(CONTEXT)
                    .destinationKeyId("alias/other"));
    assertThat(moved.sourceKeyId()).isEqualTo(key);
    assertThat(moved.keyId()).isEqualTo(other);
    assertThat(decrypt(moved.ciphertextBlob(), Map.of()).plaintext()).isEqualTo(text);
    refused(
        "ValidationException",
        () -> client.encrypt(b -> b.keyId(key).plaintext(SdkBytes.fromByteArray(new byte[4097]))));
  }

  @Test
  void disabledKeysAndKeysThatWillBeGoneDoNothing() {
    SdkBytes blob = generate(key).ciphertextBlob();
    client.disableKey(b -> b.keyId(key));
    assertThatThrownBy(() -> generate(key)).isInstanceOf(DisabledException.class);
    assertThatThrownBy(() -> decrypt(blob, CONTEXT)).isInstanceOf(DisabledException.class);
    client.enableKey(b -> b.keyId(key));
    assertThat(decrypt(blob, CONTEXT).keyId()).isEqualTo(key);
    client.scheduleKeyDeletion(b -> b.keyId(key).pendingWindowInDays(7));
    assertThatThrownBy(() -> decrypt(blob, CONTEXT)).isInstanceOf(KmsInvalidStateException.class);
    KeyMetadata metadata = client.describeKey(b -> b.keyId(key)).keyMetadata();
    assertThat(metadata.keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(metadata.deletionDate()).isAfter(metadata.creationDate());
  }

  @Test
  void rotationKeepsOldBlobsOpen() {
    GenerateDataKeyResponse before = generate(key);
    client.rotateKeyOnDemand(b -> b.keyId(key));
    GenerateDataKeyResponse after = generate(key);
    assertThat(after.keyMaterialId()).isNotEqualTo(before.keyMaterialId());
    assertThat(decrypt(before.ciphertextBlob(), CONTEXT).plaintext()).isEqualTo(before.plaintext());
    assertThat(client.getKeyRotationStatus(b -> b.keyId(key)).keyRotationEnabled()).isFalse();
    client.enableKeyRotation(b -> b.keyId(key));
    assertThat(client.getKeyRotationStatus(b -> b.keyId(key)).keyRotationEnabled()).isTrue();
  }

  @Test
  void keysAndAliasesAreMadeAndListed() {
    String id = client.createKey(b -> b.description("for tests")).keyMetadata().keyId();
    client.createAlias(b -> b.aliasName("alias/new").targetKeyId(id));
    assertThatThrownBy(() -> client.createAlias(b -> b.aliasName("alias/new").targetKeyId(id)))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(client.listKeysPaginator(b -> b.limit(1)).keys())
        .extracting(KeyListEntry::keyId)
        .contains(id)
        .hasSize(3);
    assertThat(client.listAliasesPaginator(b -> b.limit(1)).aliases())
        .extracting(AliasListEntry::aliasName)
        .containsExactly("alias/aws/s3", "alias/new", "alias/orders");
    client.updateAlias(b -> b.aliasName("alias/new").targetKeyId(key));
    assertThat(generate("alias/new").keyId()).isEqualTo(key);
  }

  @Test
  void keysSurviveARestartInFilesOfTheOwnerAlone() throws Exception {
    GenerateDataKeyResponse generated = generate(key);
    client.close();
    kms.close();
    kms = LocalKms.start(folder, LocalOptions.defaults());
    client = LocalClouds.client(kms);
    assertThat(decrypt(generated.ciphertextBlob(), CONTEXT).plaintext())
        .isEqualTo(generated.plaintext());
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> secrets = files.filter(Files::isRegularFile).toList();
      assertThat(secrets).hasSize(4);
      for (Path file : secrets) {
        assertThat(Files.getPosixFilePermissions(file))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  @Test
  void identitiesDoNoMoreThanTheyMay() {
    Identity sealer = new Identity("sealer", "AKIASEAL", "s1", Set.of("kms:GenerateDataKey"));
    Identity opener = new Identity("opener", "AKIAOPEN", "s2", Set.of("kms:Decrypt"));
    LocalOptions options = LocalOptions.defaults().withIdentities(sealer, opener);
    try (LocalKms strict = LocalKms.start(folder, options);
        KmsClient seal = LocalClouds.client(strict.endpoint(), "AKIASEAL", "s1");
        KmsClient open = LocalClouds.client(strict.endpoint(), "AKIAOPEN", "s2");
        KmsClient wrong = LocalClouds.client(strict.endpoint(), "AKIAOPEN", "other");
        KmsClient unknown = LocalClouds.client(strict.endpoint(), "AKIANOBODY", "s2")) {
      SdkBytes blob =
          seal.generateDataKey(b -> b.keyId(key).keySpec(DataKeySpec.AES_256)).ciphertextBlob();
      refused("AccessDeniedException", () -> seal.decrypt(b -> b.ciphertextBlob(blob)));
      assertThat(open.decrypt(b -> b.ciphertextBlob(blob)).keyId()).isEqualTo(key);
      refused(
          "AccessDeniedException",
          () -> open.generateDataKey(b -> b.keyId(key).keySpec(DataKeySpec.AES_256)));
      refused("InvalidSignatureException", () -> wrong.decrypt(b -> b.ciphertextBlob(blob)));
      refused("UnrecognizedClientException", () -> unknown.decrypt(b -> b.ciphertextBlob(blob)));
    }
  }

  @Test
  void wrongRequestsAreToldApart() {
    refused("ValidationException", () -> client.generateDataKey(b -> b.keyId(key)));
    refused(
        "ValidationException",
        () ->
            client.generateDataKey(
                b -> b.keyId(key).keySpec(DataKeySpec.AES_256).numberOfBytes(16)));
    assertThat(
            client
                .generateDataKeyWithoutPlaintext(b -> b.keyId(key).numberOfBytes(64))
                .ciphertextBlob()
                .asByteArray())
        .hasSize(216);
    assertThatThrownBy(
            () ->
                client.generateDataKey(b -> b.keyId(key).keySpec(DataKeySpec.AES_256).dryRun(true)))
        .isInstanceOf(DryRunOperationException.class);
  }

  @Test
  void throttlingIsRetriedByTheClient() {
    kms.setFaults(
        (call, headers) ->
            call.attempt() == 1 ? new Fault.Fail(400, "ThrottlingException") : Fault.none());
    assertThat(generate(key).keyId()).isEqualTo(key);
    assertThat(kms.requests().count("GenerateDataKey")).isEqualTo(2);
  }
}
