package org.saddlebag.bench.peers;

import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.encryption.s3.S3EncryptionClient;

/**
 * Makes the clients by their names. Credentials and Region come from the environment.
 *
 * @param endpoint of the store
 * @param threads how many transfers there will be at once; the clients get room for so many
 */
record Peers(URI endpoint, int threads) {

  /** What Apache's client has by default. */
  private static final int CONNECTIONS = 50;

  /** Below the 2 GiB where the S3 Encryption Client's buffer ends. */
  private static final long WHOLE_OBJECT_BYTES = 2_000_000_000L;

  Peer named(String client) {
    return switch (client) {
      case "sdk-sync" -> new SyncPeer(sync());
      case "sdk-crt-http" -> new SyncPeer(syncOverCrt());
      case "tm-java" -> new ManagerPeer(asyncMultipart());
      case "tm-crt" -> new ManagerPeer(crt());
      case "s3-crt" -> new AsyncPeer(crt());
      case "s3ec-single" -> new SyncPeer(encryption(encryptionBuilder()));
      case "s3ec-multipart" ->
          new SyncPeer(encryption(encryptionBuilder().enableMultipartPutObject(true)));
      case "s3ec-get" ->
          new SyncPeer(encryption(encryptionBuilder().setBufferSize(WHOLE_OBJECT_BYTES)));
      default -> throw new IllegalArgumentException("no client is called " + client);
    };
  }

  /** The plain client, which also lists. */
  S3Client sync() {
    return at(S3Client.builder())
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(connections()))
        .build();
  }

  private S3Client syncOverCrt() {
    S3ClientBuilder builder = at(S3Client.builder());
    return builder
        .httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(connections()))
        .build();
  }

  private S3AsyncClient asyncMultipart() {
    return at(S3AsyncClient.builder())
        .httpClientBuilder(NettyNioAsyncHttpClient.builder())
        .multipartEnabled(true)
        .build();
  }

  private S3AsyncClient crt() {
    return S3AsyncClient.crtBuilder().endpointOverride(endpoint).forcePathStyle(true).build();
  }

  private S3EncryptionClient.Builder encryptionBuilder() {
    S3AsyncClient async =
        at(S3AsyncClient.builder())
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(connections()))
            .build();
    return S3EncryptionClient.builderV4().wrappedClient(sync()).wrappedAsyncClient(async);
  }

  private static S3Client encryption(S3EncryptionClient.Builder builder) {
    return builder.aesKey(Keystore.key(Path.of(System.getenv("BENCH_KEYSTORE")))).build();
  }

  private int connections() {
    return Math.max(CONNECTIONS, threads);
  }

  private <B extends S3BaseClientBuilder<B, ?>> B at(B builder) {
    return builder.endpointOverride(endpoint).forcePathStyle(true);
  }
}
