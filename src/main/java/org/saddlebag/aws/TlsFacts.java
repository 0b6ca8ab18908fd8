package org.saddlebag.aws;

import java.time.Instant;
import java.util.List;

/**
 * What a TLS connection came to.
 *
 * @param host the host that was asked
 * @param port its port
 * @param protocol for example {@code TLSv1.3}
 * @param cipherSuite by its IANA name
 * @param peerSubject the subject of the server's own certificate, RFC 2253
 * @param notAfter when that certificate expires
 * @param chain every certificate the server showed, its own first
 */
public record TlsFacts(
    String host,
    int port,
    String protocol,
    String cipherSuite,
    String peerSubject,
    Instant notAfter,
    List<ShownCertificate> chain) {

  /**
   * One certificate of a chain.
   *
   * @param subject RFC 2253
   * @param issuer RFC 2253
   * @param notBefore from when it is valid
   * @param notAfter until when
   */
  public record ShownCertificate(
      String subject, String issuer, Instant notBefore, Instant notAfter) {}

  /** Copies the chain. */
  public TlsFacts {
    chain = List.copyOf(chain);
  }

  /**
   * When the first of the chain expires.
   *
   * @return not later than {@link #notAfter()}
   */
  public Instant earliestNotAfter() {
    return chain.stream().map(ShownCertificate::notAfter).min(Instant::compareTo).orElse(notAfter);
  }
}
