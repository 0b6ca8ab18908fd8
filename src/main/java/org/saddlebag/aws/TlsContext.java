package org.saddlebag.aws;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/** How TLS is begun: with trust, versions and perhaps a certificate of ours. */
public final class TlsContext {

  private TlsContext() {}

  /**
   * What turns a connection into TLS; it checks the certificate's host name by itself.
   *
   * @param settings trust, versions, certificate
   * @param codes what failures are called
   * @throws org.saddlebag.errors.Refused where the CA bundle or the certificate is of no use
   */
  static TlsSocketStrategy strategy(TlsSettings settings, TlsCodes codes) {
    AskedKeys keys = keys(settings, codes);
    DefaultClientTlsStrategy strategy =
        new DefaultClientTlsStrategy(
            context(settings, keys, codes), settings.atLeast().andLater(), null, null, null);
    return new VerdictTls(strategy, keys);
  }

  /**
   * The same for a client that is none of AWS's.
   *
   * @param settings trust and certificate
   * @param codes what failures are called
   * @return a context; whoever uses it has host names checked, and speaks {@link
   *     TlsSettings#versions()}
   * @throws org.saddlebag.errors.Refused where the CA bundle or the certificate is of no use
   */
  public static SSLContext of(TlsSettings settings, TlsCodes codes) {
    return context(settings, keys(settings, codes), codes);
  }

  private static SSLContext context(TlsSettings settings, AskedKeys keys, TlsCodes codes) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {keys},
          TrustedCas.managers(settings.caBundle(), codes.caBundle()),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform offers no TLS", e);
    }
  }

  /** Where none is configured: nothing, not even what the platform's system properties name. */
  private static AskedKeys keys(TlsSettings settings, TlsCodes codes) {
    ClientCertificate wanted = settings.clientCertificate();
    return new AskedKeys(
        wanted == null ? null : new ClientKeys(wanted, codes.clientCertificate()).manager());
  }
}
