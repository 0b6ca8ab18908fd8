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
public final class EncryptionClients implements Peers {

  private final PeerAccess access;
  private final boolean newest;
  private final PeerClients clients;

  /**
   * Connects.
   *
   * @param access the store, and KMS
   * @param newest whether this is a release that knows key commitment
   */
  public EncryptionClients(PeerAccess access, boolean newest) {
    this.access = access;
    this.newest = newest;
    this.clients = PeerClients.of(access);
  }

  @Override
  public Peer peer(PeerSetup setup) {
    S3EncryptionClient.Builder builder = builder();
    if (newest) {
      choose(builder, setup.suite());
    }
    return new EncryptionClient(
        builder
            .wrappedClient(clients.s3())
            .wrappedAsyncClient(clients.s3Async())
            .keyring(keyring(setup))
            .enableMultipartPutObject(setup.multipart())
            .build());
  }

  /** The one name that the releases do not share. */
  private S3EncryptionClient.Builder builder() {
    try {
      String name = newest ? "builderV4" : "builder";
      return (S3EncryptionClient.Builder) S3EncryptionClient.class.getMethod(name).invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("this release of the S3 Encryption Client has no builder", e);
    }
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

  private Keyring keyring(PeerSetup setup) {
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
          KmsKeyring.builder().kmsClient(clients.kms()).wrappingKeyId(access.kmsKeyId()).build();
    };
  }

  private static MaterialsDescription description(PeerSetup setup) {
    return MaterialsDescription.builder().putAll(setup.description()).build();
  }

  @Override
  public String version() {
    return ApiNameVersion.apiNameWithVersion().version();
  }

  @Override
  public void close() {
    clients.close();
  }

  private record EncryptionClient(S3Client client) implements Peer {

    @Override
    public void seal(Spot at, byte[] plaintext, Map<String, String> context) {
      PutObjectRequest request =
          PutObjectRequest.builder()
              .bucket(at.bucket())
              .key(at.key())
              .overrideConfiguration(with(context))
              .build();
      client.putObject(request, RequestBody.fromBytes(plaintext));
    }

    @Override
    public byte[] open(Spot at, Map<String, String> context) {
      GetObjectRequest request =
          GetObjectRequest.builder()
              .bucket(at.bucket())
              .key(at.key())
              .overrideConfiguration(with(context))
              .build();
      return client.getObjectAsBytes(request).asByteArray();
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> with(
        Map<String, String> context) {
      return context.isEmpty()
          ? nothing -> {}
          : S3EncryptionClient.withAdditionalConfiguration(context);
    }
  }
}
