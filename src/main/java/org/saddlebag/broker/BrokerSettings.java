package org.saddlebag.broker;

import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.aws.TlsSettings;

/**
 * A broker.
 *
 * @param name its configured name
 * @param uri {@code amqps://HOST[:PORT]} or {@code amqp://HOST[:PORT]}; for Artemis' own protocol
 *     {@code tcp://HOST[:PORT]?sslEnabled=true} or {@code tcp://HOST[:PORT]}
 * @param user who we are, or null for nobody
 * @param password reads the password anew for each connection; null without a user
 * @param tls trust, versions, certificate of ours
 * @param connections connections at once, from 1; flows share them
 */
public record BrokerSettings(
    String name,
    URI uri,
    String user,
    Supplier<char[]> password,
    TlsSettings tls,
    int connections) {

  /** What stands behind the address where Artemis' own protocol is encrypted, in Artemis' words. */
  public static final String CORE_TLS = "sslEnabled=true";

  private static final String CORE = "tcp";

  /** Checks that all is there. */
  public BrokerSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(tls, "tls");
  }

  /**
   * Whether it is spoken to by Artemis' own protocol.
   *
   * @return false for AMQP
   */
  public boolean core() {
    return CORE.equals(uri.getScheme());
  }

  /**
   * Whether what is sent to and fro is encrypted on its way.
   *
   * @return true for {@code amqps} and for {@code tcp} with {@link #CORE_TLS}
   */
  public boolean encrypted() {
    return encrypted(uri);
  }

  private static boolean encrypted(URI uri) {
    return "amqps".equals(uri.getScheme())
        || (CORE.equals(uri.getScheme()) && CORE_TLS.equals(uri.getQuery()));
  }

  /**
   * Whether bytes go over a network in the clear.
   *
   * @return true for what is not encrypted, save on loopback
   */
  public boolean inTheClear() {
    return inTheClear(uri);
  }

  /**
   * The same of an address.
   *
   * @param uri as in the record
   * @return true for what is not encrypted, save on loopback
   */
  public static boolean inTheClear(URI uri) {
    return !encrypted(uri) && !EndpointRules.loopback(uri);
  }

  /** Without the password's source. */
  @Override
  public String toString() {
    return "broker " + name + " (" + uri + ")";
  }
}
