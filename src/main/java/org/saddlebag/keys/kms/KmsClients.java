package org.saddlebag.keys.kms;

import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** Builds the SDK's client from our settings, for the master keys and for Camel's own component. */
public final class KmsClients {

  private static final String[] TLS_VERSIONS = {"TLSv1.2", "TLSv1.3"};

  private KmsClients() {}

  /**
   * Builds a client; nothing is sent yet.
   *
   * @param settings how KMS is reached
   * @param credentials the credentials, or null for the SDK's default chain
   * @return a client, to be closed by the caller
   * @throws org.saddlebag.errors.Refused where the CA bundle is of no use
   */
  public static KmsClient create(KmsSettings settings, AwsCredentialsProvider credentials) {
    KmsClientBuilder builder =
        KmsClient.builder()
            .credentialsProvider(
                credentials == null ? DefaultCredentialsProvider.builder().build() : credentials)
            .fipsEnabled(settings.fips())
            .httpClientBuilder(http(settings))
            .overrideConfiguration(override(settings));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    if (settings.region() != null) {
      builder.region(Region.of(settings.region()));
    }
    return builder.build();
  }

  private static ClientOverrideConfiguration override(KmsSettings settings) {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(settings.attemptTimeout())
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(settings.attempts())
                .build())
        .build();
  }

  /** The strategy checks the certificate's host name by itself. */
  private static Apache5HttpClient.Builder http(KmsSettings settings) {
    Apache5HttpClient.Builder http =
        Apache5HttpClient.builder()
            .connectionTimeout(settings.connectTimeout())
            .socketTimeout(settings.attemptTimeout())
            .connectionAcquisitionTimeout(settings.attemptTimeout())
            .tcpKeepAlive(true)
            .tlsSocketStrategy(
                new DefaultClientTlsStrategy(
                    TrustedCas.context(settings.caBundle()), TLS_VERSIONS, null, null, null));
    return settings.proxy() == null
        ? http
        : http.proxyConfiguration(ProxyConfiguration.builder().endpoint(settings.proxy()).build());
  }
}
