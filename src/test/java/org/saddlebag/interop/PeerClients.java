package org.saddlebag.interop;

import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;

/** The SDK's own clients, as somebody who never heard of us would build them. */
record PeerClients(S3Client s3, S3AsyncClient s3Async, KmsClient kms) implements AutoCloseable {

  /** Connects; there is no KMS client where there is no KMS. */
  static PeerClients of(PeerAccess access) {
    var http = Apache5HttpClient.builder();
    var asyncHttp = NettyNioAsyncHttpClient.builder();
    if (!access.trust().isEmpty()) {
      TlsTrustManagersProvider trust = () -> access.trust().toArray(TrustManager[]::new);
      http.tlsTrustManagersProvider(trust);
      asyncHttp.tlsTrustManagersProvider(trust);
    }
    return new PeerClients(
        configure(S3Client.builder(), access).httpClientBuilder(http).build(),
        configure(S3AsyncClient.builder(), access).httpClientBuilder(asyncHttp).build(),
        access.kms() == null ? null : kms(access));
  }

  private static KmsClient kms(PeerAccess access) {
    return KmsClient.builder()
        .endpointOverride(access.kms())
        .region(Region.of(access.region()))
        .credentialsProvider(credentials(access))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  /**
   * Checksums of requests only where S3 demands them: the client puts its parts without naming an
   * algorithm when it begins, which fails as soon as the SDK adds one to the parts by itself.
   */
  private static <B extends S3BaseClientBuilder<B, C>, C> B configure(
      B builder, PeerAccess access) {
    return builder
        .endpointOverride(access.s3())
        .region(Region.of(access.region()))
        .credentialsProvider(credentials(access))
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
  }

  private static StaticCredentialsProvider credentials(PeerAccess access) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(access.accessKey(), access.secretKey()));
  }

  @Override
  public void close() {
    s3.close();
    s3Async.close();
    if (kms != null) {
      kms.close();
    }
  }
}
