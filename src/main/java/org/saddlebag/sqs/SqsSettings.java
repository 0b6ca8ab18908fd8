package org.saddlebag.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.saddlebag.aws.ProxyServer;
import org.saddlebag.aws.TlsSettings;

/**
 * How SQS is reached.
 *
 * @param endpoint an endpoint of one's own, or null for AWS's of the Region
 * @param region the Region, or null for the SDK's default chain
 * @param tls trust, versions and certificate
 * @param fips whether AWS's FIPS endpoints are used; not with an endpoint of one's own
 * @param proxy an http proxy, or null for that of the environment, if any
 * @param connectTimeout for the TCP connection, more than 0
 * @param attemptTimeout the longest that one attempt at one request may take; more than the 20 s
 *     that SQS may wait for a message
 * @param attempts tries per request, at least 1; the waits between them grow, with jitter
 */
public record SqsSettings(
    URI endpoint,
    String region,
    TlsSettings tls,
    boolean fips,
    ProxyServer proxy,
    Duration connectTimeout,
    Duration attemptTimeout,
    int attempts) {

  /** Checks that all is there. */
  public SqsSettings {
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(connectTimeout, "connectTimeout");
    Objects.requireNonNull(attemptTimeout, "attemptTimeout");
  }
}
