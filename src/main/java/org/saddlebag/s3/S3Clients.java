package org.saddlebag.s3;

import java.net.URI;
import java.util.List;
import org.saddlebag.aws.TlsCodes;
import org.saddlebag.aws.TlsFacts;
import org.saddlebag.aws.TlsHandshake;
import org.saddlebag.aws.Transport;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/** Builds the SDK's client from our settings, for the store and for Camel's own components. */
public final class S3Clients {

  private static final TlsCodes CODES =
      new TlsCodes(StoreError.CA_BUNDLE_UNREADABLE, StoreError.CLIENT_CERTIFICATE_UNUSABLE);

  private S3Clients() {}

  /**
   * Builds a client; nothing is sent yet.
   *
   * @param settings the store's settings
   * @param credentials the credentials, or null for the SDK's default chain
   * @return a client, to be closed by the caller or by the store that is built on it
   * @throws org.saddlebag.errors.Refused where the CA bundle or the client certificate is of no use
   */
  public static S3Client create(StoreSettings settings, AwsCredentialsProvider credentials) {
    return create(settings, credentials, List.of());
  }

  /**
   * Builds a client that is watched; nothing is sent yet.
   *
   * @param settings see {@link #create(StoreSettings, AwsCredentialsProvider)}
   * @param credentials the credentials, or null for the SDK's default chain
   * @param publishers are told what the SDK measures of each call; without any it measures nothing
   * @return a client, to be closed by the caller
   * @throws org.saddlebag.errors.Refused where the CA bundle or the client certificate is of no use
   */
  public static S3Client create(
      StoreSettings settings,
      AwsCredentialsProvider credentials,
      List<MetricPublisher> publishers) {
    StoreEndpoint endpoint = settings.endpoint();
    S3ClientBuilder builder =
        S3Client.builder()
            .forcePathStyle(settings.pathStyle())
            .fipsEnabled(endpoint.fips())
            // We give every checksum ourselves; the SDK adds its own only where S3 demands one.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // Chunked signatures are refused by some stores over plain http.
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false));
    transport(settings).applyTo(builder, credentials, endpoint.uri(), CODES);
    Turnstile turnstile = new Turnstile(Runtime.getRuntime().availableProcessors());
    builder.overrideConfiguration(
        builder
            .overrideConfiguration()
            .copy(c -> c.addExecutionInterceptor(turnstile).metricPublishers(publishers)));
    if (endpoint.isPlainLoopback()) {
      builder.putAuthScheme(new UnsignedPayload());
    }
    place(builder, endpoint);
    return builder.build();
  }

  /**
   * What TLS the store speaks with us: over the same way, trust and certificate as a client's
   * requests.
   *
   * @param client built from the settings; it knows the Region
   * @param settings the store's settings
   * @return what one handshake came to
   * @throws org.saddlebag.errors.SaddlebagException where there is no connection or no trust
   */
  public static TlsFacts tls(S3Client client, StoreSettings settings) {
    URI own = settings.endpoint().uri();
    URI uri = own != null ? own : ofAws(client, settings.endpoint().fips());
    return StoreTroubles.run(
        StoreAct.SHAKE_HANDS, uri, () -> TlsHandshake.with(uri, transport(settings), CODES));
  }

  private static URI ofAws(S3Client client, boolean fips) {
    return S3EndpointProvider.defaultProvider()
        .resolveEndpoint(p -> p.region(client.serviceClientConfiguration().region()).useFips(fips))
        .join()
        .endpointUrl()
        .toUri();
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

  private static Transport transport(StoreSettings settings) {
    StoreConnection connection = settings.connection();
    return new Transport(
        settings.endpoint().tls(),
        settings.endpoint().proxy(),
        connection.connectTimeout(),
        connection.readTimeout(),
        connection.attemptTimeout(),
        connection.attempts(),
        connection.maxConnections());
  }
}
