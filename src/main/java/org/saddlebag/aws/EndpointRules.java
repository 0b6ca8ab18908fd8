package org.saddlebag.aws;

import java.net.URI;
import java.util.Optional;

/** What an endpoint of one's own must be. */
public final class EndpointRules {

  private EndpointRules() {}

  /**
   * The first rule that is broken.
   *
   * @param endpoint an endpoint of one's own, or null for AWS's
   * @param fips whether AWS's FIPS endpoints are wanted
   * @return what is wrong, in words, or empty
   */
  public static Optional<String> broken(URI endpoint, boolean fips) {
    if (endpoint == null) {
      return Optional.empty();
    }
    if (endpoint.getHost() == null || !String.valueOf(endpoint.getScheme()).matches("https?")) {
      return Optional.of("endpoint is '" + endpoint + "', must be http(s)://HOST[:PORT]");
    }
    return fips
        ? Optional.of("FIPS endpoints are AWS's own, but the endpoint is " + endpoint)
        : Optional.empty();
  }

  /**
   * Whether the endpoint is this very machine, by name or literal address.
   *
   * @param endpoint an endpoint of one's own, or null for AWS's
   * @return true for {@code localhost}, {@code 127.*} and {@code [::1]}
   */
  public static boolean loopback(URI endpoint) {
    String host = endpoint == null ? null : endpoint.getHost();
    return host != null
        && (host.equalsIgnoreCase("localhost")
            || host.matches("127(\\.\\d{1,3}){3}")
            || host.equals("[::1]"));
  }

  /**
   * Whether bytes would go over a network in the clear.
   *
   * @param endpoint an endpoint of one's own, or null for AWS's
   * @return true for http, save on loopback
   */
  public static boolean inTheClear(URI endpoint) {
    return endpoint != null && "http".equalsIgnoreCase(endpoint.getScheme()) && !loopback(endpoint);
  }
}
