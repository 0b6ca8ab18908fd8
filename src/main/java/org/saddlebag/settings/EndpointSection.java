package org.saddlebag.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.saddlebag.s3.StoreEndpoint;

/** Where a service is and how it is reached, in the words of Camel's AWS components. */
final class EndpointSection {

  private final Key<String> region;
  private final Key<URI> uri;
  private final Key<Boolean> override;
  private final Key<String> proxyHost;
  private final Key<Integer> proxyPort;
  private final Key<ProxyProtocol> proxyProtocol;
  private final Key<Boolean> trustAll;
  private final Key<Boolean> allowPlainHttp;
  private final Key<Boolean> fips;
  private final Key<Path> caBundle;

  /** How the proxy itself is spoken to. */
  enum ProxyProtocol {
    HTTP,
    HTTPS
  }

  /**
   * The section of one service.
   *
   * @param camel {@code camel.component.aws2-s3.} or the like
   * @param ours {@code saddlebag.s3.} or the like
   */
  EndpointSection(String camel, String ours) {
    region =
        Key.optional(camel + "region", Values.text("[a-z0-9-]+", "write eu-central-1 or the like"));
    uri = Key.optional(camel + "uriEndpointOverride", Values.httpUri());
    override = Key.of(camel + "overrideEndpoint", Values.bool(), "false");
    proxyHost =
        Key.optional(
            camel + "proxyHost", Values.text("[A-Za-z0-9.:\\[\\]_-]+", "write a host name"));
    proxyPort = Key.optional(camel + "proxyPort", Values.integer(1, 65_535));
    proxyProtocol = Key.of(camel + "proxyProtocol", EndpointSection::protocol, "http");
    trustAll = Key.of(camel + "trustAllCertificates", Values.bool(), "false");
    allowPlainHttp = Key.of(ours + "allow-plain-http", Values.bool(), "false");
    fips = Key.of(ours + "fips", Values.bool(), "false");
    caBundle = Key.optional(ours + "ca-bundle", Values.path());
  }

  List<Key<?>> keys() {
    return List.of(
        region,
        uri,
        override,
        proxyHost,
        proxyPort,
        proxyProtocol,
        trustAll,
        allowPlainHttp,
        fips,
        caBundle);
  }

  String region(RawSettings settings) {
    return settings.get(region);
  }

  /** Null for the platform's authorities. */
  Path caBundle(RawSettings settings) {
    return settings.get(caBundle);
  }

  boolean fips(RawSettings settings) {
    boolean wanted = settings.get(fips);
    if (wanted && settings.has(uri)) {
      settings
          .problems()
          .add(fips.name(), "is for AWS's own endpoints", "remove it or " + uri.name());
      return false;
    }
    return wanted;
  }

  /** Null for AWS's own. */
  URI endpoint(RawSettings settings) {
    if (settings.get(trustAll)) {
      settings
          .problems()
          .add(
              trustAll.name(),
              "would let anybody answer",
              "name the authority in " + caBundle.name());
    }
    URI endpoint = settings.get(uri);
    checkOverride(settings);
    if (endpoint != null && isPlainHttp(endpoint) && !settings.get(allowPlainHttp)) {
      settings
          .problems()
          .add(
              uri.name(),
              "is '" + endpoint + "', not encrypted on its way",
              "use https, or set " + allowPlainHttp.name() + "=true");
    }
    return endpoint;
  }

  /** Null for that of the environment, if any. */
  URI proxy(RawSettings settings) {
    String host = settings.get(proxyHost);
    Integer port = settings.get(proxyPort);
    if (settings.has(proxyHost) != settings.has(proxyPort)) {
      Key<?> missing = settings.has(proxyHost) ? proxyPort : proxyHost;
      settings.problems().add(missing.name(), "is missing", "give host and port of the proxy");
    }
    String protocol = settings.get(proxyProtocol) == ProxyProtocol.HTTPS ? "https" : "http";
    return host == null || port == null ? null : URI.create(protocol + "://" + host + ":" + port);
  }

  /** Camel ignores the one without the other; that is never meant. */
  private void checkOverride(RawSettings settings) {
    boolean wanted = settings.get(override);
    if (wanted && !settings.has(uri)) {
      settings.problems().add(override.name(), "needs an endpoint", "give " + uri.name());
    }
    if (!wanted && settings.has(override) && settings.has(uri)) {
      settings
          .problems()
          .add(override.name(), "is false, but an endpoint is given", "set it true or remove both");
    }
  }

  private static boolean isPlainHttp(URI endpoint) {
    return "http".equals(endpoint.getScheme()) && !StoreEndpoint.isLoopback(endpoint);
  }

  /** Camel writes HTTP and HTTPS, everybody else http and https. */
  private static ProxyProtocol protocol(String text, Surroundings surroundings) throws BadValue {
    return switch (text) {
      case "http", "HTTP" -> ProxyProtocol.HTTP;
      case "https", "HTTPS" -> ProxyProtocol.HTTPS;
      default -> throw new BadValue("is '" + text + "'", "write http or https");
    };
  }
}
