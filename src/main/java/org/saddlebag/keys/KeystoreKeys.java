package org.saddlebag.keys;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.function.Supplier;
import org.saddlebag.errors.KeyUnavailable;

/**
 * Takes master keys out of a PKCS#12 keystore, as {@code keytool} or {@link NewKeystore} make it.
 */
public final class KeystoreKeys {

  private final Path file;
  private final Supplier<char[]> password;

  /**
   * A keystore; read anew at each call.
   *
   * @param file PKCS#12
   * @param password asked at each call; the array is wiped after use
   */
  public KeystoreKeys(Path file, Supplier<char[]> password) {
    this.file = file;
    this.password = password;
  }

  /**
   * The aliases there are.
   *
   * @return in lower case and in order
   * @throws KeyUnavailable if the keystore does not open
   */
  public List<String> aliases() {
    try (KeystoreFile keystore = KeystoreFile.open(file, password)) {
      return keystore.aliases();
    }
  }

  /**
   * The master key of an alias: an AES key of 256 bits, or an RSA private key with its certificate.
   * A certificate alone gives a key that only seals.
   *
   * @param alias compared in lower case, as PKCS#12 stores it
   * @param label what objects under this key will carry
   * @return the key
   * @throws KeyUnavailable if the file is missing or unreadable, the password wrong, the alias
   *     missing, or its entry of another kind or length
   */
  public MasterKey masterKey(String alias, KeyLabel label) {
    try (KeystoreFile keystore = KeystoreFile.open(file, password)) {
      KeyStore.Entry entry = keystore.entry(alias);
      if (entry instanceof KeyStore.SecretKeyEntry secret
          && AesMasterKey.isUsable(secret.getSecretKey())) {
        return new AesMasterKey(label, secret.getSecretKey());
      }
      if (entry instanceof KeyStore.PrivateKeyEntry pair
          && pair.getCertificate().getPublicKey() instanceof RSAPublicKey key
          && RsaMasterKey.isUsable(key)) {
        return RsaMasterKey.pair(label, key, pair.getPrivateKey());
      }
      if (entry instanceof KeyStore.TrustedCertificateEntry certificate
          && certificate.getTrustedCertificate().getPublicKey() instanceof RSAPublicKey key
          && RsaMasterKey.isUsable(key)) {
        return RsaMasterKey.publicOnly(label, key);
      }
      throw wrongKind(alias, entry);
    }
  }

  /**
   * The bytes of a secret key that is no master key, whatever its length.
   *
   * @param alias compared in lower case, as PKCS#12 stores it
   * @return to be wiped by the caller
   * @throws KeyUnavailable as for {@link #masterKey}, if the entry holds no AES key
   */
  public byte[] secret(String alias) {
    try (KeystoreFile keystore = KeystoreFile.open(file, password)) {
      KeyStore.Entry entry = keystore.entry(alias);
      if (entry instanceof KeyStore.SecretKeyEntry secret
          && secret.getSecretKey().getAlgorithm().equalsIgnoreCase("AES")) {
        return secret.getSecretKey().getEncoded();
      }
      throw new KeyUnavailable(
          KeyError.WRONG_KEY_KIND,
          "alias '%s' of keystore %s is %s, must be an AES key"
              .formatted(alias, file, KeyKinds.of(entry)));
    }
  }

  private KeyUnavailable wrongKind(String alias, KeyStore.Entry entry) {
    return new KeyUnavailable(
        KeyError.WRONG_KEY_KIND,
        "alias '%s' of keystore %s is %s, must be an AES key of 256 bits or an RSA key of at least"
                .formatted(alias, file, KeyKinds.of(entry))
            + " %d bits".formatted(RsaMasterKey.MIN_KEY_LENGTH_BITS));
  }
}
