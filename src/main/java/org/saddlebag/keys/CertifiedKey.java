package org.saddlebag.keys;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.saddlebag.errors.KeyUnavailable;

/**
 * What a TLS server shows, and its key; it wraps nothing.
 *
 * @param key the private key
 * @param chain the certificate, then those of its authorities as far as the keystore has them
 */
public record CertifiedKey(PrivateKey key, List<Certificate> chain) {

  /** Copies the list. */
  public CertifiedKey {
    chain = List.copyOf(chain);
  }

  /**
   * Takes the key out of a PKCS#12 keystore.
   *
   * @param file PKCS#12
   * @param alias of a private key with its certificate
   * @param password asked once; the array is wiped after use
   * @return the key
   * @throws KeyUnavailable if the file, the password or the entry is of no use
   */
  public static CertifiedKey open(Path file, String alias, Supplier<char[]> password) {
    try (KeystoreFile keystore = KeystoreFile.open(file, password)) {
      if (keystore.entry(alias) instanceof KeyStore.PrivateKeyEntry pair) {
        return new CertifiedKey(pair.getPrivateKey(), List.of(pair.getCertificateChain()));
      }
      throw new KeyUnavailable(
          KeyError.WRONG_KEY_KIND,
          "alias '%s' of keystore %s is no private key with its certificate"
              .formatted(alias, file));
    }
  }

  /**
   * The certificate itself.
   *
   * @return the first of the chain
   */
  public X509Certificate certificate() {
    return (X509Certificate) chain.get(0);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return certificate().getSubjectX500Principal().toString();
  }
}
