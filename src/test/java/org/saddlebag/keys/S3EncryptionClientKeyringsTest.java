package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.saddlebag.keys.TestKeys.RSA;
import static org.saddlebag.keys.TestKeys.label;

import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.encryption.s3.materials.AesKeyring;
import software.amazon.encryption.s3.materials.DecryptionMaterials;
import software.amazon.encryption.s3.materials.EncryptionMaterials;
import software.amazon.encryption.s3.materials.Keyring;
import software.amazon.encryption.s3.materials.MaterialsDescription;
import software.amazon.encryption.s3.materials.PartialRsaKeyPair;
import software.amazon.encryption.s3.materials.RsaKeyring;

/** The S3 Encryption Client's own keyrings open what our master keys wrap, and the other way. */
class S3EncryptionClientKeyringsTest {

  private static final SecretKey AES = new SecretKeySpec(new byte[32], "AES");

  private final MasterKey aes = new AesMasterKey(label("archive", 1), AES);
  private final MasterKey rsa = TestKeys.rsa(label("archive", 1), RSA);
  private final Keyring theirAes = AesKeyring.builder().wrappingKey(AES).build();
  private final Keyring theirRsa =
      RsaKeyring.builder()
          .wrappingKeyPair(
              PartialRsaKeyPair.builder()
                  .publicKey(RSA.getPublic())
                  .privateKey(RSA.getPrivate())
                  .build())
          .build();

  @ParameterizedTest
  @EnumSource
  void their_keyrings_open_what_we_wrap(AlgorithmSuite suite) {
    for (Pair pair : List.of(new Pair(aes, theirAes), new Pair(rsa, theirRsa))) {
      GeneratedDataKey ours = pair.ours().generate(suite, Map.of());

      byte[] opened = theirUnwrap(pair.theirs(), ours.encrypted(), suite);

      assertThat(opened).isEqualTo(ours.plaintext().exposeBytes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void we_open_what_their_keyrings_wrap(AlgorithmSuite suite) {
    for (Pair pair : List.of(new Pair(aes, theirAes), new Pair(rsa, theirRsa))) {
      EncryptionMaterials materials =
          pair.theirs()
              .onEncrypt(
                  EncryptionMaterials.builder()
                      .s3Request(PutObjectRequest.builder().build())
                      .algorithmSuite(theirs(suite))
                      .build());

      UnwrappedDataKey opened = pair.ours().unwrap(ours(materials), suite, Map.of());

      assertThat(opened.plaintext().exposeBytes()).isEqualTo(materials.plaintextDataKey());
    }
  }

  @ParameterizedTest
  @EnumSource
  void they_too_refuse_our_wraps_for_the_other_suite(AlgorithmSuite suite) {
    AlgorithmSuite other =
        AlgorithmSuite.values()[AlgorithmSuite.values().length - 1 - suite.ordinal()];
    for (Pair pair : List.of(new Pair(aes, theirAes), new Pair(rsa, theirRsa))) {
      EncryptedDataKey wrapped = pair.ours().generate(suite, Map.of()).encrypted();

      // Not always an S3EncryptionClientException: 4.0.1 runs over the end of a short pseudo data
      // key.
      assertThat(catchThrowable(() -> theirUnwrap(pair.theirs(), wrapped, other)))
          .isInstanceOf(RuntimeException.class);
    }
  }

  private record Pair(MasterKey ours, Keyring theirs) {}

  private static byte[] theirUnwrap(Keyring keyring, EncryptedDataKey key, AlgorithmSuite suite) {
    return keyring
        .onDecrypt(
            DecryptionMaterials.builder()
                .s3Request(GetObjectRequest.builder().build())
                .algorithmSuite(theirs(suite))
                .materialsDescription(
                    MaterialsDescription.builder().putAll(key.description()).build())
                .build(),
            List.of(
                software.amazon.encryption.s3.materials.EncryptedDataKey.builder()
                    .keyProviderId("S3Keyring")
                    .keyProviderInfo(key.wrapAlgorithm().v2Name())
                    .encryptedDataKey(key.ciphertext().toByteArray())
                    .build()))
        .plaintextDataKey();
  }

  private static EncryptedDataKey ours(EncryptionMaterials materials) {
    software.amazon.encryption.s3.materials.EncryptedDataKey key =
        materials.encryptedDataKeys().get(0);
    WrapAlgorithm wrap =
        key.keyProviderInfo().equals("AES/GCM")
            ? WrapAlgorithm.AES_GCM
            : WrapAlgorithm.RSA_OAEP_SHA1;
    assertThat(key.keyProviderInfo()).isEqualTo(wrap.v2Name());
    return new EncryptedDataKey(wrap, ByteString.copyOf(key.encryptedDatakey()), Map.of());
  }

  private static software.amazon.encryption.s3.algorithms.AlgorithmSuite theirs(
      AlgorithmSuite suite) {
    return suite == AlgorithmSuite.GCM_HKDF_COMMIT_KEY
        ? software.amazon.encryption.s3.algorithms.AlgorithmSuite
            .ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY
        : software.amazon.encryption.s3.algorithms.AlgorithmSuite.ALG_AES_256_GCM_IV12_TAG16_NO_KDF;
  }
}
