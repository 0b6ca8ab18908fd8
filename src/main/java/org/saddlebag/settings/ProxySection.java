package org.saddlebag.settings;

import java.net.URI;
import java.util.List;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.aws.ProxyServer;

/** The proxy in front of a service, in the words of Camel's AWS components where they have some. */
final class ProxySection {

  private final Key<String> host;
  private final Key<Integer> port;
  private final Key<Protocol> protocol;
  private final Key<String> user;
  private final Key<Secret> password;

  /** How the proxy itself is spoken to. */
  enum Protocol {
    HTTP,
    HTTPS
  }

  /**
   * The section of one service.
   *
   * @param camel {@code camel.component.aws2-s3.} or the like
   * @param ours {@code saddlebag.s3.} or the like
   */
  ProxySection(String camel, String ours) {
    host =
        Key.optional(
            camel + "proxyHost", Values.text("[A-Za-z0-9.:\\[\\]_-]+", "write a host name"));
    port = Key.optional(camel + "proxyPort", Values.integer(1, 65_535));
    protocol = Key.of(camel + "proxyProtocol", ProxySection::protocol, "http");
    user = Key.optional(ours + "proxy-user", Values.text("[^:]+", "write a name without ':'"));
    password = Key.secret(ours + "proxy-password");
  }

  List<Key<?>> keys() {
    return List.of(host, port, protocol, user, password);
  }

  /** Whether there is one, on another machine. */
  boolean isElsewhere(RawSettings settings) {
    String name = settings.get(host);
    return name != null && !EndpointRules.loopback(URI.create("http://" + name));
  }

  /** Null for that of the environment, if any. */
  ProxyServer read(RawSettings settings) {
    String name = settings.get(host);
    Integer number = settings.get(port);
    requireTogether(settings, host, port);
    requireTogether(settings, user, password);
    String scheme = settings.get(protocol) == Protocol.HTTPS ? "https" : "http";
    String who = settings.get(user);
    Secret secret = settings.get(password);
    if (settings.has(user) && !settings.has(host)) {
      settings.problems().add(user.name(), "is for a proxy", "give " + host.name());
    }
    if (name == null || number == null) {
      return null;
    }
    URI uri = URI.create(scheme + "://" + name + ":" + number);
    boolean known = who != null && secret != null;
    return new ProxyServer(uri, known ? who : null, known ? secret::read : null);
  }

  private static void requireTogether(RawSettings settings, Key<?> one, Key<?> other) {
    if (settings.has(one) != settings.has(other)) {
      Key<?> missing = settings.has(one) ? other : one;
      Key<?> given = settings.has(one) ? one : other;
      settings
          .problems()
          .add(missing.name(), "is missing", "give it together with " + given.name());
    }
  }

  /** Camel writes HTTP and HTTPS, everybody else http and https. */
  private static Protocol protocol(String text, Surroundings surroundings) throws BadValue {
    return switch (text) {
      case "http", "HTTP" -> Protocol.HTTP;
      case "https", "HTTPS" -> Protocol.HTTPS;
      default -> throw new BadValue("is '" + text + "'", "write http or https");
    };
  }
}
