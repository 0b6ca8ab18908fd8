package org.saddlebag.s3;

import java.net.URI;
import java.nio.file.Path;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.aws.ProxyServer;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.errors.Refused;

/**
 * Where the store is and how it is reached.
 *
 * @param uri the endpoint, or null for AWS's own of the region
 * @param region the region, or null for the SDK's default chain (with an endpoint of one's own:
 *     {@value #REGION_OF_OTHERS})
 * @param pathStyle whether the bucket stands in the path; null for the profile's default
 * @param tls trust, versions and certificate; null for {@link TlsSettings#platform()}
 * @param fips whether AWS's FIPS endpoints are used; not with an endpoint of one's own
 * @param proxy an http proxy, or null for that of the environment, if any
 */
public record StoreEndpoint(
    URI uri, String region, Boolean pathStyle, TlsSettings tls, boolean fips, ProxyServer proxy) {

  /** What other stores than AWS commonly sign with. */
  public static final String REGION_OF_OTHERS = "us-east-1";

  /**
   * Checks what contradicts itself.
   *
   * @throws Refused where an endpoint is no http(s) URI or FIPS is wanted of another store
   */
  public StoreEndpoint {
    tls = tls == null ? TlsSettings.platform() : tls;
    EndpointRules.broken(uri, fips)
        .ifPresent(
            problem -> {
              throw new Refused(StoreError.BAD_SETTINGS, problem);
            });
  }

  /**
   * AWS, in the region of the SDK's default chain.
   *
   * @return the endpoint
   */
  public static StoreEndpoint aws() {
    return new StoreEndpoint(null, null, null, null, false, null);
  }

  /**
   * A store at an address of its own.
   *
   * @param uri http(s)://HOST[:PORT]
   * @param caBundle a PEM file of the authorities to trust, or null for the platform's
   * @return the endpoint
   */
  public static StoreEndpoint at(URI uri, Path caBundle) {
    return new StoreEndpoint(uri, null, null, TlsSettings.trusting(caBundle), false, null);
  }

  /**
   * Whether an endpoint is this very machine, by name or literal address.
   *
   * @param uri an endpoint, or null for AWS's
   * @return true for {@code localhost}, {@code 127.*} and {@code [::1]}
   */
  public static boolean isLoopback(URI uri) {
    return EndpointRules.loopback(uri);
  }

  /** Whether bytes go in the clear, but never over a network. */
  boolean isPlainLoopback() {
    return isLoopback(uri) && "http".equalsIgnoreCase(uri.getScheme());
  }
}
