package org.saddlebag.aws;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a TLS connection must be.
 *
 * @param caBundle a PEM file of the certificate authorities to trust, and no others; null for the
 *     platform's
 * @param atLeast the oldest version that is spoken
 * @param clientCertificate what we show to a server that asks, or null for nothing
 */
public record TlsSettings(Path caBundle, TlsVersion atLeast, ClientCertificate clientCertificate) {

  /** Checks that a version is given. */
  public TlsSettings {
    Objects.requireNonNull(atLeast, "atLeast");
  }

  /**
   * TLS 1.2 or newer, the platform's authorities, no certificate of ours.
   *
   * @return the defaults
   */
  public static TlsSettings platform() {
    return trusting(null);
  }

  /**
   * TLS 1.2 or newer, no certificate of ours.
   *
   * @param caBundle a PEM file of the authorities to trust, or null for the platform's
   * @return the settings
   */
  public static TlsSettings trusting(Path caBundle) {
    return new TlsSettings(caBundle, TlsVersion.V1_2, null);
  }

  /**
   * The versions that may be spoken.
   *
   * @return by the JDK's names, for example {@code TLSv1.3}
   */
  public List<String> versions() {
    return List.of(atLeast.andLater());
  }
}
