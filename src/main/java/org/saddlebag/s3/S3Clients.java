package org.saddlebag.s3;

import java.net.URI;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Builds the SDK's client from our settings, for the store and for Camel's own components. */
public final class S3Clients {

  private static final String[] TLS_VERSIONS = {"TLSv1.2", "TLSv1.3"};

  private S3Clients() {}

  /**
   * Builds a client; nothing is sent yet.
   *
   * @param settings the store's settings
   * @param credentials the credentials, or null for the SDK's default chain
   * @return a client, to be closed by the caller or by the store that is built on it
   * @throws org.saddlebag.errors.Refused where the CA bundle is of no use
   */
  public static S3Client create(StoreSettings settings, AwsCredentialsProvider credentials) {
    StoreEndpoint endpoint = settings.endpoint();
    S3ClientBuilder builder =
        S3Client.builder()
            .credentialsProvider(
                credentials == null ? DefaultCredentialsProvider.builder().build() : credentials)
            .httpClientBuilder(http(settings))
            .overrideConfiguration(override(settings.connection()))
            .forcePathStyle(settings.pathStyle())
            .fipsEnabled(endpoint.fips())
            // We give every checksum ourselves; the SDK adds its own only where S3 demands one.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // Chunked signatures are refused by some stores over plain http.
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false));
    place(builder, endpoint);
    return builder.build();
  }

  private static void place(S3ClientBuilder builder, StoreEndpoint endpoint) {
    if (endpoint.uri() != null) {
      builder.endpointOverride(endpoint.uri());
    }
    if (endpoint.region() != null) {
      builder.region(Region.of(endpoint.region()));
    } else if (endpoint.uri() != null) {
      builder.region(Region.of(StoreEndpoint.REGION_OF_OTHERS));
    }
  }

  private static ClientOverrideConfiguration override(StoreConnection connection) {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(connection.attemptTimeout())
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(connection.attempts())
                .build())
        .build();
  }

  private static Apache5HttpClient.Builder http(StoreSettings settings) {
    StoreConnection connection = settings.connection();
    Apache5HttpClient.Builder http =
        Apache5HttpClient.builder()
            .connectionTimeout(connection.connectTimeout())
            .socketTimeout(connection.readTimeout())
            .connectionAcquisitionTimeout(connection.attemptTimeout())
            .maxConnections(connection.maxConnections())
            .tcpKeepAlive(true)
            .tlsSocketStrategy(tls(settings.endpoint()));
    URI proxy = settings.endpoint().proxy();
    return proxy == null
        ? http
        : http.proxyConfiguration(ProxyConfiguration.builder().endpoint(proxy).build());
  }

  /** The strategy checks the certificate's host name by itself. */
  private static DefaultClientTlsStrategy tls(StoreEndpoint endpoint) {
    return new DefaultClientTlsStrategy(
        TrustedCas.context(endpoint.caBundle()), TLS_VERSIONS, null, null, null);
  }
}
