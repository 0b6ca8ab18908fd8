package org.saddlebag.aws;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * An http proxy. TLS goes through it as it is: the proxy sees the host's name and no more.
 *
 * @param uri {@code http(s)://HOST:PORT}; https where the proxy itself is spoken to over TLS
 * @param user for basic authentication, or null
 * @param password of the user, asked when a client is built; null where there is no user
 */
public record ProxyServer(URI uri, String user, Supplier<char[]> password) {

  /** Checks that user and password come together. */
  public ProxyServer {
    Objects.requireNonNull(uri, "uri");
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("user and password of a proxy belong together");
    }
  }

  ProxyConfiguration configuration() {
    ProxyConfiguration.Builder builder = ProxyConfiguration.builder().endpoint(uri);
    if (user != null) {
      char[] secret = password.get();
      builder
          .username(user)
          .password(new String(secret))
          .preemptiveBasicAuthenticationEnabled(true);
      Arrays.fill(secret, '\0');
    }
    return builder.build();
  }

  /** What keeps the environment's proxy away, too. */
  static ProxyConfiguration none() {
    return ProxyConfiguration.builder()
        .useSystemPropertyValues(false)
        .useEnvironmentVariableValues(false)
        .build();
  }

  /** Never the password. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
