package org.saddlebag.aws;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/** How TLS is begun: with trust, versions and perhaps a certificate of ours. */
final class TlsContext {

  private TlsContext() {}

  /**
   * What turns a connection into TLS; it checks the certificate's host name by itself.
   *
   * @param settings trust, versions, certificate
   * @param codes what failures are called
   * @throws org.saddlebag.errors.Refused where the CA bundle or the certificate is of no use
   */
  static TlsSocketStrategy strategy(TlsSettings settings, TlsCodes codes) {
    return new DefaultClientTlsStrategy(
        context(settings, codes), settings.atLeast().andLater(), null, null, null);
  }

  private static SSLContext context(TlsSettings settings, TlsCodes codes) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keyManagers(settings, codes),
          TrustedCas.managers(settings.caBundle(), codes.caBundle()),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform offers no TLS", e);
    }
  }

  /** An empty array: not even what the platform's system properties name. */
  private static KeyManager[] keyManagers(TlsSettings settings, TlsCodes codes)
      throws GeneralSecurityException {
    return settings.clientCertificate() == null
        ? new KeyManager[0]
        : new ClientKeys(settings.clientCertificate(), codes.clientCertificate()).managers();
  }
}
