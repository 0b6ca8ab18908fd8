package org.saddlebag.sqs;

import java.util.List;
import org.saddlebag.aws.TlsCodes;
import org.saddlebag.aws.Transport;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Builds the SDK's client from our settings. */
public final class SqsClients {

  /** Each consumer holds one while it waits for a message; they are opened as they are needed. */
  private static final int MAX_CONNECTIONS = 2_000;

  private static final TlsCodes CODES =
      new TlsCodes(SqsError.SQS_CA_BUNDLE, SqsError.SQS_CLIENT_CERTIFICATE);

  private SqsClients() {}

  /**
   * Builds a client; nothing is sent yet.
   *
   * @param settings how SQS is reached
   * @param credentials the credentials, or null for the SDK's default chain
   * @param publishers are told what the SDK measures of each call; without any it measures nothing
   * @return a client, to be closed by the caller
   * @throws org.saddlebag.errors.Refused where the CA bundle or the client certificate is of no use
   */
  public static SqsClient create(
      SqsSettings settings, AwsCredentialsProvider credentials, List<MetricPublisher> publishers) {
    SqsClientBuilder builder = SqsClient.builder().fipsEnabled(settings.fips());
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

  private static Transport transport(SqsSettings settings) {
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
