package org.saddlebag.aws;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.Refused;

/** Whom we believe on the other end of a TLS connection. */
final class TrustedCas {

  private TrustedCas() {}

  /**
   * Managers that trust what the bundle holds and nobody else.
   *
   * @param bundle a PEM file; null: the platform's authorities
   * @param unusable the code where the bundle is of no use
   */
  static TrustManager[] managers(Path bundle, ErrorCode unusable) throws GeneralSecurityException {
    KeyStore trusted = bundle == null ? null : keyStore(bundle, unusable);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return Arrays.stream(factory.getTrustManagers())
        .map(X509ExtendedTrustManager.class::cast)
        .map(StrictTrust::new)
        .toArray(TrustManager[]::new);
  }

  private static KeyStore keyStore(Path bundle, ErrorCode unusable)
      throws GeneralSecurityException {
    Collection<? extends Certificate> certificates = read(bundle, unusable);
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("an empty key store needs no input", e);
    }
  }

  private static Collection<? extends Certificate> read(Path bundle, ErrorCode unusable) {
    try (InputStream in = Files.newInputStream(bundle)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw refused(unusable, bundle, "it holds no certificate", null);
      }
      return found;
    } catch (IOException e) {
      throw refused(unusable, bundle, "it can't be read (" + e.getClass().getSimpleName() + ")", e);
    } catch (CertificateException e) {
      throw refused(unusable, bundle, "it is not PEM", e);
    }
  }

  private static Refused refused(ErrorCode unusable, Path bundle, String why, Exception cause) {
    return new Refused(unusable, "CA bundle " + bundle + " is of no use: " + why, cause);
  }
}
