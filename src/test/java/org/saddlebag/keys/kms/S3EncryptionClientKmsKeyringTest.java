package org.saddlebag.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;
import org.saddlebag.keys.GeneratedDataKey;
import org.saddlebag.keys.UnwrappedDataKey;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.encryption.s3.materials.DecryptionMaterials;
import software.amazon.encryption.s3.materials.EncryptionMaterials;
import software.amazon.encryption.s3.materials.KmsKeyring;

/** The S3 Encryption Client's KMS keyring and our KMS master key before the same KMS. */
class S3EncryptionClientKmsKeyringTest {

  @TempDir Path folder;

  private LocalKmsFixture kms;
  private KmsMasterKey ours;
  private KmsKeyring theirs;

  @BeforeEach
  void start() {
    kms = new LocalKmsFixture(folder);
    String arn = kms.server.ensureKey("alias/orders");
    ours = new KmsMasterKey("orders", new KmsTarget.Key(arn), Map.of(), kms.client);
    theirs = KmsKeyring.builder().kmsClient(kms.client).wrappingKeyId(arn).build();
  }

  @AfterEach
  void stop() {
    kms.close();
  }

  @ParameterizedTest
  @EnumSource
  void their_keyring_opens_what_we_wrap(AlgorithmSuite suite) {
    GeneratedDataKey generated = ours.generate(suite, Map.of());

    DecryptionMaterials opened =
        theirs.onDecrypt(
            DecryptionMaterials.builder()
                .s3Request(GetObjectRequest.builder().build())
                .algorithmSuite(theirs(suite))
                .encryptionContext(generated.encrypted().description())
                .build(),
            List.of(theirs(generated.encrypted())));

    assertThat(opened.plaintextDataKey()).isEqualTo(generated.plaintext().exposeBytes());
  }

  @ParameterizedTest
  @EnumSource
  void we_open_what_their_keyring_wraps(AlgorithmSuite suite) {
    EncryptionMaterials sealed =
        theirs.onEncrypt(
            EncryptionMaterials.builder()
                .s3Request(PutObjectRequest.builder().build())
                .algorithmSuite(theirs(suite))
                .encryptionContext(Map.of("name", "a.csv"))
                .build());
    EncryptedDataKey key =
        new EncryptedDataKey(
            WrapAlgorithm.KMS_CONTEXT,
            ByteString.copyOf(sealed.encryptedDataKeys().get(0).encryptedDatakey()),
            sealed.encryptionContext());

    UnwrappedDataKey opened = ours.unwrap(key, suite, Map.of("name", "a.csv"));

    assertThat(opened.plaintext().exposeBytes()).isEqualTo(sealed.plaintextDataKey());
  }

  private static software.amazon.encryption.s3.materials.EncryptedDataKey theirs(
      EncryptedDataKey key) {
    return software.amazon.encryption.s3.materials.EncryptedDataKey.builder()
        .keyProviderId("S3Keyring")
        .keyProviderInfo(key.wrapAlgorithm().v2Name())
        .encryptedDataKey(key.ciphertext().toByteArray())
        .build();
  }

  private static software.amazon.encryption.s3.algorithms.AlgorithmSuite theirs(
      AlgorithmSuite suite) {
    return suite == AlgorithmSuite.GCM_HKDF_COMMIT_KEY
        ? software.amazon.encryption.s3.algorithms.AlgorithmSuite
            .ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY
        : software.amazon.encryption.s3.algorithms.AlgorithmSuite.ALG_AES_256_GCM_IV12_TAG16_NO_KDF;
  }
}
