package org.saddlebag.interop;

import java.util.Map;
import java.util.function.Consumer;
import org.saddlebag.format.AlgorithmSuite;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.encryption.s3.CommitmentPolicy;
import software.amazon.encryption.s3.S3EncryptionClient;
import software.amazon.encryption.s3.internal.ApiNameVersion;
import software.amazon.encryption.s3.materials.AesKeyring;
import software.amazon.encryption.s3.materials.Keyring;
import software.amazon.encryption.s3.materials.KmsKeyring;
import software.amazon.encryption.s3.materials.MaterialsDescription;
import software.amazon.encryption.s3.materials.PartialRsaKeyPair;
import software.amazon.encryption.s3.materials.RsaKeyring;

/**
 * The S3 Encryption Client that this class's loader finds. {@link PeerVersion} loads this class
 * once for every release, so nothing here may need a method that only one of them has, unless that
 * release alone comes by.
 */
public final class EncryptionClientPeer implements Peer {

  private final PeerClients clients;
  private final S3Client client;

  /**
   * Builds the client.
   *
   * @param setup keys, store, suite
   * @param newest whether this is a release that knows key commitment
   * @throws ReflectiveOperationException if this release lacks the way to a builder
   */
  public EncryptionClientPeer(PeerSetup setup, boolean newest) throws ReflectiveOperationException {
    this.clients = new PeerClients(setup.access());
    // The one name that the releases do not share.
    S3EncryptionClient.Builder builder =
        (S3EncryptionClient.Builder)
            S3EncryptionClient.class.getMethod(newest ? "builderV4" : "builder").invoke(null);
    if (newest) {
      choose(builder, setup.suite());
    }
    this.client =
        builder
            .wrappedClient(clients.s3())
            .wrappedAsyncClient(clients.s3Async())
            .keyring(keyring(setup, clients))
            .enableMultipartPutObject(true)
            .build();
  }

  /** As strict as each format allows: V3 neither writes nor reads without commitment. */
  private static void choose(S3EncryptionClient.Builder builder, AlgorithmSuite suite) {
    if (suite == AlgorithmSuite.GCM_NO_KDF) {
      builder
          .commitmentPolicy(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT)
          .encryptionAlgorithm(
              software.amazon.encryption.s3.algorithms.AlgorithmSuite
                  .ALG_AES_256_GCM_IV12_TAG16_NO_KDF);
    } else {
      builder.commitmentPolicy(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
    }
  }

  private static Keyring keyring(PeerSetup setup, PeerClients clients) {
    return switch (setup.wrapping()) {
      case AES ->
          AesKeyring.builder()
              .wrappingKey(setup.keys().aes())
              .materialsDescription(description(setup))
              .build();
      case RSA ->
          RsaKeyring.builder()
              .wrappingKeyPair(new PartialRsaKeyPair(setup.keys().rsa()))
              .materialsDescription(description(setup))
              .build();
      case KMS, KMS_WITH_CONTEXT ->
          KmsKeyring.builder()
              .kmsClient(clients.kms())
              .wrappingKeyId(setup.access().kmsKeyId())
              .build();
    };
  }

  private static MaterialsDescription description(PeerSetup setup) {
    return MaterialsDescription.builder().putAll(setup.description()).build();
  }

  @Override
  public void seal(Spot at, byte[] plaintext, Map<String, String> context) {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(at.bucket()).key(at.key());
    request.overrideConfiguration(with(context));
    client.putObject(request.build(), RequestBody.fromBytes(plaintext));
  }

  @Override
  public byte[] open(Spot at, Map<String, String> context) {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(at.bucket()).key(at.key());
    request.overrideConfiguration(with(context));
    return client.getObjectAsBytes(request.build()).asByteArray();
  }

  private static Consumer<AwsRequestOverrideConfiguration.Builder> with(
      Map<String, String> context) {
    return context.isEmpty()
        ? nothing -> {}
        : S3EncryptionClient.withAdditionalConfiguration(context);
  }

  @Override
  public String version() {
    return ApiNameVersion.apiNameWithVersion().version();
  }

  @Override
  public void close() {
    clients.close();
  }
}
