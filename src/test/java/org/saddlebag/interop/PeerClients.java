package org.saddlebag.interop;

import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;

/** The SDK's own clients, as somebody who never heard of us would build them. */
final class PeerClients implements AutoCloseable {

  private final PeerAccess access;
  private final List<AutoCloseable> open = new ArrayList<>();

  PeerClients(PeerAccess access) {
    this.access = access;
  }

  S3Client s3() {
    var http = Apache5HttpClient.builder();
    if (!access.trust().isEmpty()) {
      http.tlsTrustManagersProvider(trust());
    }
    return opened(configure(S3Client.builder()).httpClientBuilder(http).build());
  }

  S3AsyncClient s3Async() {
    var http = NettyNioAsyncHttpClient.builder();
    if (!access.trust().isEmpty()) {
      http.tlsTrustManagersProvider(trust());
    }
    return opened(configure(S3AsyncClient.builder()).httpClientBuilder(http).build());
  }

  KmsClient kms() {
    return opened(
        KmsClient.builder()
            .endpointOverride(access.kms())
            .region(Region.of(access.region()))
            .credentialsProvider(credentials())
            .httpClientBuilder(Apache5HttpClient.builder())
            .build());
  }

  private <B extends S3BaseClientBuilder<B, C>, C> B configure(B builder) {
    builder
        .endpointOverride(access.s3())
        .region(Region.of(access.region()))
        .credentialsProvider(credentials())
        .forcePathStyle(true);
    if (!access.newChecksums()) {
      builder
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    return builder;
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(access.accessKey(), access.secretKey()));
  }

  private TlsTrustManagersProvider trust() {
    return () -> access.trust().toArray(TrustManager[]::new);
  }

  private <T extends AutoCloseable> T opened(T client) {
    open.add(client);
    return client;
  }

  @Override
  public void close() {
    for (AutoCloseable client : open) {
      try {
        client.close();
      } catch (Exception e) {
        throw new IllegalStateException("a client does not close", e);
      }
    }
  }
}
