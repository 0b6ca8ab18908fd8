package org.saddlebag.settings;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.aws.ProxyServer;
import org.saddlebag.aws.TlsSettings;

/** Where a service is and how it is reached, in the words of Camel's AWS components. */
final class EndpointSection {

  private final Key<String> region;
  private final Key<URI> uri;
  private final Key<Boolean> override;
  private final Key<Boolean> allowPlainHttp;
  private final Key<Boolean> fips;
  private final ProxySection proxy;
  private final TlsSection tls;

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
    allowPlainHttp = Key.of(ours + "allow-plain-http", Values.bool(), "false");
    fips = Key.of(ours + "fips", Values.bool(), "false");
    proxy = new ProxySection(camel, ours);
    tls = new TlsSection(camel, ours);
  }

  List<Key<?>> keys() {
    return Stream.of(
            List.<Key<?>>of(region, uri, override, allowPlainHttp, fips), proxy.keys(), tls.keys())
        .<Key<?>>flatMap(List::stream)
        .toList();
  }

  String region(RawSettings settings) {
    return settings.get(region);
  }

  TlsSettings tls(RawSettings settings) {
    return tls.read(settings);
  }

  /** Null for that of the environment, if any. */
  ProxyServer proxy(RawSettings settings) {
    return proxy.read(settings);
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
    URI endpoint = settings.get(uri);
    checkOverride(settings);
    if (leavesInTheClear(endpoint, settings) && !settings.get(allowPlainHttp)) {
      settings
          .problems()
          .add(
              uri.name(),
              "is '" + endpoint + "', not encrypted on its way",
              "use https, or set " + allowPlainHttp.name() + "=true");
    }
    return endpoint;
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

  /** A proxy takes even what is meant for this machine over the network. */
  private boolean leavesInTheClear(URI endpoint, RawSettings settings) {
    boolean plain = endpoint != null && "http".equals(endpoint.getScheme());
    return plain && (EndpointRules.inTheClear(endpoint) || proxy.isElsewhere(settings));
  }
}
