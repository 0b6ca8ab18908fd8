package org.saddlebag.keys;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.saddlebag.errors.KeyUnavailable;

/**
 * When a certificate is valid. A partner who lets one expire may have thrown its private key away,
 * and what is sealed for it then is lost to everybody.
 *
 * @param from the first instant, or null for no certificate
 * @param until the last instant, or null for no certificate
 */
public record CertificateDates(Instant from, Instant until) {

  /** Always valid: a bare public key, or dates that the operator wants ignored. */
  public static final CertificateDates NONE = new CertificateDates(null, null);

  private static final Duration NEAR = Duration.ofDays(30);

  static CertificateDates of(X509Certificate certificate) {
    return new CertificateDates(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  /**
   * Refuses a certificate out of its dates.
   *
   * @param name the master key's name, for the message
   * @param now the time
   * @throws KeyUnavailable {@code CERTIFICATE_DATES}
   */
  void requireValid(String name, Instant now) {
    if (until != null && now.isAfter(until)) {
      throw outside(name, "expired at " + until);
    }
    if (from != null && now.isBefore(from)) {
      throw outside(
          name, "is valid from %s on, and this host's clock says %s".formatted(from, now));
    }
  }

  /** Says when the end is near, so that nobody is surprised by it. */
  Optional<String> warning(String name, Instant now) {
    boolean near = until != null && now.isBefore(until) && now.plus(NEAR).isAfter(until);
    return near
        ? Optional.of(
            "the certificate of master key '%s' expires at %s; nothing is sealed with it then"
                .formatted(name, until))
        : Optional.empty();
  }

  private static KeyUnavailable outside(String name, String why) {
    return new KeyUnavailable(
        KeyError.CERTIFICATE_DATES, "the certificate of master key '%s' %s".formatted(name, why));
  }
}
