package org.saddlebag.safeguard.check;

import org.saddlebag.aws.Aspect;
import org.saddlebag.aws.TlsFacts;

/**
 * The way to a service.
 *
 * @param service the service, for messages
 * @param endpoint its address where it is known before anybody asks, else null
 * @param kind how it is spoken to
 * @param tls what one handshake came to
 */
public record Line(String service, String endpoint, Kind kind, Aspect<TlsFacts> tls) {

  /** How a service is spoken to. */
  public enum Kind {
    /** Over TLS. */
    TLS,
    /** Without TLS, within this machine. */
    LOOPBACK,
    /** Without TLS, over a network. */
    IN_THE_CLEAR
  }

  /** The address. */
  String uri() {
    return tls.seen()
        .map(facts -> "https://" + facts.host() + ":" + facts.port())
        .orElse(endpoint == null ? "https://" + service : endpoint);
  }
}
