package org.saddlebag.aws;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.saddlebag.errors.ErrorCode;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * How a client speaks to its service.
 *
 * @param caBundle a PEM file of the certificate authorities to trust, and no others; null for the
 *     platform's
 * @param proxy an http proxy, or null for that of the environment, if any
 * @param connectTimeout for the TCP connection, more than 0
 * @param readTimeout the longest silence while an answer is awaited or read, more than 0
 * @param attemptTimeout the longest that one attempt at one request may take, or may wait for a
 *     free connection, more than 0
 * @param attempts tries per request, at least 1; the waits between them grow, with jitter
 * @param maxConnections connections at once, at least 1
 */
public record Transport(
    Path caBundle,
    URI proxy,
    Duration connectTimeout,
    Duration readTimeout,
    Duration attemptTimeout,
    int attempts,
    int maxConnections) {

  private static final String[] TLS_VERSIONS = {"TLSv1.2", "TLSv1.3"};

  /**
   * Gives a client this transport, and its credentials.
   *
   * @param builder of the client
   * @param credentials the credentials, or null for the SDK's default chain
   * @param bundleUnusable the code where the CA bundle is of no use
   * @throws org.saddlebag.errors.Refused with that code
   */
  public <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> void applyTo(
      B builder, AwsCredentialsProvider credentials, ErrorCode bundleUnusable) {
    builder.httpClientBuilder(http(bundleUnusable));
    builder.overrideConfiguration(patience());
    builder.credentialsProvider(
        credentials == null ? DefaultCredentialsProvider.builder().build() : credentials);
  }

  private ClientOverrideConfiguration patience() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attemptTimeout)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(attempts).build())
        .build();
  }

  /** The TLS strategy checks the certificate's host name by itself. */
  private Apache5HttpClient.Builder http(ErrorCode bundleUnusable) {
    Apache5HttpClient.Builder http =
        Apache5HttpClient.builder()
            .connectionTimeout(connectTimeout)
            .socketTimeout(readTimeout)
            .connectionAcquisitionTimeout(attemptTimeout)
            .maxConnections(maxConnections)
            .tcpKeepAlive(true)
            .tlsSocketStrategy(
                new DefaultClientTlsStrategy(
                    TrustedCas.context(caBundle, bundleUnusable), TLS_VERSIONS, null, null, null));
    return proxy == null
        ? http
        : http.proxyConfiguration(ProxyConfiguration.builder().endpoint(proxy).build());
  }
}
