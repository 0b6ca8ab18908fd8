package org.saddlebag.keys.kms;

import java.net.URI;
import java.time.Duration;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.aws.ProxyServer;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.errors.Refused;

/**
 * How KMS is reached.
 *
 * @param endpoint an endpoint of one's own, or null for AWS's of the Region
 * @param region the Region, or null for the SDK's default chain
 * @param tls trust, versions and certificate; null for {@link TlsSettings#platform()}
 * @param fips whether AWS's FIPS endpoints are used; not with an endpoint of one's own
 * @param proxy an http proxy, or null for that of the environment, if any
 * @param connectTimeout for the TCP connection, more than 0
 * @param attemptTimeout the longest that one attempt at one request may take, more than 0
 * @param attempts tries per request, at least 1; the waits between them grow, with jitter
 */
public record KmsSettings(
    URI endpoint,
    String region,
    TlsSettings tls,
    boolean fips,
    ProxyServer proxy,
    Duration connectTimeout,
    Duration attemptTimeout,
    int attempts) {

  /**
   * Checks the ranges.
   *
   * @throws Refused if one is out of range, or FIPS is wanted of an endpoint of one's own
   */
  public KmsSettings {
    tls = tls == null ? TlsSettings.platform() : tls;
    EndpointRules.broken(endpoint, fips)
        .ifPresent(
            problem -> {
              throw refused(problem);
            });
    requirePositive("connect timeout", connectTimeout);
    requirePositive("attempt timeout", attemptTimeout);
    require(attempts >= 1, "attempts are %s, must be at least 1", attempts);
  }

  /**
   * AWS KMS of a Region: 5 s to connect, 10 s per attempt, 4 attempts.
   *
   * @param region the Region, or null for the SDK's default chain
   * @return the defaults
   */
  public static KmsSettings ofRegion(String region) {
    return new KmsSettings(
        null, region, null, false, null, Duration.ofSeconds(5), Duration.ofSeconds(10), 4);
  }

  /**
   * The same at an endpoint of one's own.
   *
   * @param uri http(s)://HOST[:PORT]
   * @return a copy
   */
  public KmsSettings at(URI uri) {
    return new KmsSettings(uri, region, tls, fips, proxy, connectTimeout, attemptTimeout, attempts);
  }

  /**
   * The same with other patience.
   *
   * @param attemptTimeout more than 0
   * @param attempts at least 1
   * @return a copy
   */
  public KmsSettings patience(Duration attemptTimeout, int attempts) {
    return new KmsSettings(
        endpoint, region, tls, fips, proxy, connectTimeout, attemptTimeout, attempts);
  }

  private static void requirePositive(String name, Duration value) {
    require(!value.isNegative() && !value.isZero(), name + " is %s, must be more", value);
  }

  private static void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw refused(message.formatted(value));
    }
  }

  private static Refused refused(String problem) {
    return new Refused(KmsError.KMS_SETTINGS, "KMS: " + problem);
  }
}
