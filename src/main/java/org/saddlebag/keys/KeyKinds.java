package org.saddlebag.keys;

import java.security.KeyStore;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** Says in words what a key is, for messages; never shows key bytes. */
final class KeyKinds {

  private KeyKinds() {}

  static String of(KeyStore.Entry entry) {
    if (entry instanceof KeyStore.SecretKeyEntry secret) {
      return of(secret.getSecretKey());
    }
    if (entry instanceof KeyStore.PrivateKeyEntry pair) {
      return of(pair.getCertificate().getPublicKey());
    }
    if (entry instanceof KeyStore.TrustedCertificateEntry certificate) {
      return of(certificate.getTrustedCertificate().getPublicKey());
    }
    return "an entry of an unknown kind";
  }

  static String of(PublicKey key) {
    return key instanceof RSAPublicKey rsa
        ? "an RSA key of %d bits".formatted(rsa.getModulus().bitLength())
        : "an %s key pair".formatted(key.getAlgorithm());
  }

  private static String of(SecretKey key) {
    byte[] encoded = key.getEncoded();
    if (encoded == null) {
      return "a secret key for " + key.getAlgorithm();
    }
    Arrays.fill(encoded, (byte) 0);
    return "a secret key of %d bits for %s".formatted(8 * encoded.length, key.getAlgorithm());
  }
}
