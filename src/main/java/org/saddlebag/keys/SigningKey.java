package org.saddlebag.keys;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.function.Supplier;
import org.saddlebag.errors.KeyUnavailable;

/**
 * A key that signs files; it wraps nothing, and no master key signs.
 *
 * @param key the private key
 * @param certificate what everybody may have
 * @param algorithm {@code SHA256withRSA} or {@code SHA256withECDSA}, as the key is
 */
public record SigningKey(PrivateKey key, Certificate certificate, String algorithm) {

  /**
   * Takes the key out of a PKCS#12 keystore.
   *
   * @param file PKCS#12
   * @param alias of a private key, RSA or EC, with its certificate
   * @param password asked once; the array is wiped after use
   * @return the key
   * @throws KeyUnavailable if the file, the password or the entry is of no use
   */
  public static SigningKey open(Path file, String alias, Supplier<char[]> password) {
    try (KeystoreFile keystore = KeystoreFile.open(file, password)) {
      if (keystore.entry(alias) instanceof KeyStore.PrivateKeyEntry pair) {
        String algorithm = algorithm(pair.getPrivateKey().getAlgorithm());
        if (algorithm != null) {
          return new SigningKey(pair.getPrivateKey(), pair.getCertificate(), algorithm);
        }
      }
      throw new KeyUnavailable(
          KeyError.WRONG_KEY_KIND,
          "alias '%s' of keystore %s does not sign; it must be a private key, RSA or EC, with its certificate"
              .formatted(alias, file));
    }
  }

  /**
   * How a kind of key signs.
   *
   * @param kind {@code RSA} or {@code EC}
   * @return the name in the Java security standard, or null for another kind
   */
  public static String algorithm(String kind) {
    return switch (kind) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> null;
    };
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return algorithm;
  }
}
