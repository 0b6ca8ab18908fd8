package org.saddlebag.keys.kms;

import java.net.URI;
import java.util.List;
import org.saddlebag.aws.TlsCodes;
import org.saddlebag.aws.TlsFacts;
import org.saddlebag.aws.TlsHandshake;
import org.saddlebag.aws.Transport;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.kms.endpoints.KmsEndpointProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Builds the SDK's client from our settings, for the master keys and for Camel's own component. */
public final class KmsClients {

  /** The SDK's own default; an answer of KMS is short. */
  private static final int MAX_CONNECTIONS = 50;

  private static final TlsCodes CODES =
      new TlsCodes(KmsError.KMS_CA_BUNDLE, KmsError.KMS_CLIENT_CERTIFICATE);

  private KmsClients() {}

  /**
   * Builds a client; nothing is sent yet.
   *
   * @param settings how KMS is reached
   * @param credentials the credentials, or null for the SDK's default chain
   * @return a client, to be closed by the caller
   * @throws org.saddlebag.errors.Refused where the CA bundle or the client certificate is of no use
   */
  public static KmsClient create(KmsSettings settings, AwsCredentialsProvider credentials) {
    return create(settings, credentials, List.of());
  }

  /**
   * Builds a client that is watched; nothing is sent yet.
   *
   * @param settings see {@link #create(KmsSettings, AwsCredentialsProvider)}
   * @param credentials the credentials, or null for the SDK's default chain
   * @param publishers are told what the SDK measures of each call; without any it measures nothing
   * @return a client, to be closed by the caller
   * @throws org.saddlebag.errors.Refused where the CA bundle or the client certificate is of no use
   */
  public static KmsClient create(
      KmsSettings settings, AwsCredentialsProvider credentials, List<MetricPublisher> publishers) {
    KmsClientBuilder builder = KmsClient.builder().fipsEnabled(settings.fips());
    transport(settings).applyTo(builder, credentials, settings.endpoint(), CODES);
    builder.overrideConfiguration(
        builder.overrideConfiguration().copy(c -> c.metricPublishers(publishers)));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    if (settings.region() != null) {
      builder.region(Region.of(settings.region()));
    }
    return builder.build();
  }

  /**
   * Builds a client of STS, which is reached as KMS is; nothing is sent yet.
   *
   * @param settings how KMS is reached; its endpoint does not count
   * @param endpoint STS's own, or null for AWS's of the Region
   * @param credentials the credentials, or null for the SDK's default chain
   * @return a client, to be closed by the caller
   * @throws org.saddlebag.errors.Refused where the CA bundle is of no use
   */
  static StsClient createSts(
      KmsSettings settings, URI endpoint, AwsCredentialsProvider credentials) {
    StsClientBuilder builder = StsClient.builder().fipsEnabled(settings.fips());
    transport(settings).applyTo(builder, credentials, endpoint, CODES);
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (settings.region() != null) {
      builder.region(Region.of(settings.region()));
    }
    return builder.build();
  }

  /**
   * What TLS KMS speaks with us: over the same way, trust and certificate as a client's requests.
   *
   * @param client built from the settings; it knows the Region
   * @param settings how KMS is reached
   * @return what one handshake came to
   * @throws org.saddlebag.errors.SaddlebagException where there is no connection or no trust
   */
  public static TlsFacts tls(KmsClient client, KmsSettings settings) {
    URI own = settings.endpoint();
    URI uri = own != null ? own : ofAws(client, settings.fips());
    try {
      return TlsHandshake.with(uri, transport(settings), CODES);
    } catch (SdkClientException e) {
      throw KmsTroubles.translate(KmsAct.SHAKE_HANDS, "KMS at " + uri, e);
    }
  }

  private static URI ofAws(KmsClient client, boolean fips) {
    return KmsEndpointProvider.defaultProvider()
        .resolveEndpoint(p -> p.region(client.serviceClientConfiguration().region()).useFips(fips))
        .join()
        .endpointUrl()
        .toUri();
  }

  private static Transport transport(KmsSettings settings) {
    return new Transport(
        settings.tls(),
        settings.proxy(),
        settings.connectTimeout(),
        settings.attemptTimeout(),
        settings.attemptTimeout(),
        settings.attempts(),
        MAX_CONNECTIONS);
  }
}
