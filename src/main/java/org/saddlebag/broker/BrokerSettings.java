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
 * @param uri {@code amqps://HOST[:PORT]} or {@code amqp://HOST[:PORT]}
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

  /** Checks that all is there. */
  public BrokerSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(tls, "tls");
  }

  /**
   * Whether what is sent to and fro is encrypted on its way.
   *
   * @return true for {@code amqps}
   */
  public boolean encrypted() {
    return "amqps".equals(uri.getScheme());
  }

  /**
   * Whether bytes go over a network in the clear.
   *
   * @return true for {@code amqp}, save on loopback
   */
  public boolean inTheClear() {
    return inTheClear(uri);
  }

  /**
   * The same of an address.
   *
   * @param uri as in the record
   * @return true for {@code amqp}, save on loopback
   */
  public static boolean inTheClear(URI uri) {
    return "amqp".equals(uri.getScheme()) && !EndpointRules.loopback(uri);
  }

  /** Without the password's source. */
  @Override
  public String toString() {
    return "broker " + name + " (" + uri + ")";
  }
}
