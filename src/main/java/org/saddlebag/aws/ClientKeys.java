package org.saddlebag.aws;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.Refused;

/** Takes the one entry that we show to servers out of its keystore. */
final class ClientKeys {

  private final ClientCertificate wanted;
  private final ErrorCode unusable;

  /**
   * The keys of a certificate.
   *
   * @param wanted where it is
   * @param unusable the code where it is of no use
   */
  ClientKeys(ClientCertificate wanted, ErrorCode unusable) {
    this.wanted = wanted;
    this.unusable = unusable;
  }

  /**
   * A manager that knows this entry alone.
   *
   * @throws Refused where file, password, alias or certificate are of no use
   */
  X509ExtendedKeyManager manager() {
    char[] password = wanted.password().get();
    try {
      KeyStore alone = alone(opened(password), password);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(alone, password);
      return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform offers no TLS", e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** The JDK finds out by itself whether it is PKCS#12 or JKS. */
  private KeyStore opened(char[] password) {
    File file = wanted.keystore().toFile();
    if (!Files.isReadable(wanted.keystore())) {
      String why = Files.exists(wanted.keystore()) ? "can't be read" : "does not exist";
      throw refused("its keystore " + why, null);
    }
    try {
      return KeyStore.getInstance(file, password);
    } catch (KeyStoreException e) {
      throw refused("its keystore is neither PKCS#12 nor JKS", e);
    } catch (IOException | GeneralSecurityException e) {
      boolean wrongPassword = e.getCause() instanceof UnrecoverableKeyException;
      throw refused(
          wrongPassword ? "the password does not open its keystore" : "its keystore is damaged", e);
    }
  }

  private KeyStore alone(KeyStore store, char[] password) throws GeneralSecurityException {
    List<String> aliases = Collections.list(store.aliases());
    KeyStore.ProtectionParameter protection = new KeyStore.PasswordProtection(password);
    if (!store.containsAlias(wanted.alias())) {
      throw refused("there is no such alias, only " + aliases, null);
    }
    if (!store.entryInstanceOf(wanted.alias(), KeyStore.PrivateKeyEntry.class)) {
      throw refused("the entry is no private key with its certificate", null);
    }
    try {
      KeyStore.PrivateKeyEntry entry =
          (KeyStore.PrivateKeyEntry) store.getEntry(wanted.alias(), protection);
      requireValid(entry);
      KeyStore alone = KeyStore.getInstance("PKCS12");
      alone.load(null, null);
      alone.setEntry("client", entry, protection);
      return alone;
    } catch (UnrecoverableKeyException e) {
      throw refused("the password does not open the entry; it must be the keystore's own", e);
    } catch (IOException e) {
      throw new IllegalStateException("an empty key store needs no input", e);
    }
  }

  private void requireValid(KeyStore.PrivateKeyEntry entry) {
    X509Certificate certificate = (X509Certificate) entry.getCertificate();
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException e) {
      throw refused("it expired on " + certificate.getNotAfter().toInstant(), e);
    } catch (CertificateNotYetValidException e) {
      throw refused("it is valid from " + certificate.getNotBefore().toInstant() + " only", e);
    }
  }

  private Refused refused(String why, Exception cause) {
    return new Refused(unusable, wanted + " is of no use: " + why, cause);
  }
}
