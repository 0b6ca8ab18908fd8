package org.saddlebag.aws;

import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
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
 * @param tls trust, versions, and perhaps a certificate of ours
 * @param proxy an http proxy, or null for that of the environment, if any
 * @param connectTimeout for the TCP connection, more than 0
 * @param readTimeout the longest silence while an answer is awaited or read, more than 0
 * @param attemptTimeout the longest that one attempt at one request may take, or may wait for a
 *     free connection, more than 0
 * @param attempts tries per request, at least 1; the waits between them grow, with jitter
 * @param maxConnections connections at once, at least 1
 */
public record Transport(
    TlsSettings tls,
    ProxyServer proxy,
    Duration connectTimeout,
    Duration readTimeout,
    Duration attemptTimeout,
    int attempts,
    int maxConnections) {

  /**
   * Gives a client this transport, and its credentials.
   *
   * @param builder of the client
   * @param credentials the credentials, or null for the SDK's default chain
   * @param endpoint an endpoint of one's own, or null for AWS's
   * @param codes what failures are called
   * @throws org.saddlebag.errors.Refused where the CA bundle or the client certificate is of no use
   */
  public <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> void applyTo(
      B builder, AwsCredentialsProvider credentials, URI endpoint, TlsCodes codes) {
    builder.httpClientBuilder(http(endpoint, TlsContext.strategy(tls, codes)));
    builder.overrideConfiguration(patience());
    builder.credentialsProvider(
        credentials == null ? DefaultCredentialsProvider.builder().build() : credentials);
  }

  private ClientOverrideConfiguration patience() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attemptTimeout)
        .scheduledExecutorService(AttemptTimers.create())
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(attempts).build())
        .build();
  }

  Apache5HttpClient.Builder http(URI endpoint, TlsSocketStrategy strategy) {
    Apache5HttpClient.Builder http =
        Apache5HttpClient.builder()
            .connectionTimeout(connectTimeout)
            .socketTimeout(readTimeout)
            .connectionAcquisitionTimeout(attemptTimeout)
            .maxConnections(maxConnections)
            .tcpKeepAlive(true)
            .tlsSocketStrategy(strategy);
    ProxyConfiguration way = way(endpoint);
    if (tls.clientCertificate() == null) {
      return http.proxyConfiguration(way);
    }
    OneIdentity planner = new OneIdentity(way);
    return http.httpRoutePlanner(planner).credentialsProvider(planner.credentials());
  }

  /** What never leaves this machine goes through no proxy, unless one is named here. */
  private ProxyConfiguration way(URI endpoint) {
    if (proxy != null) {
      return proxy.configuration();
    }
    return EndpointRules.loopback(endpoint)
        ? ProxyServer.none()
        : ProxyConfiguration.builder().build();
  }
}
