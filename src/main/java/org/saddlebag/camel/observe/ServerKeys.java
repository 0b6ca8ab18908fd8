package org.saddlebag.camel.observe;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.HexFormat;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.saddlebag.keys.CertifiedKey;
import org.saddlebag.settings.ManagementSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint's certificate as Camel takes it: alone in a keystore in memory, under a password of
 * its own, so that ours is in no bean.
 */
final class ServerKeys {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.management");
  private static final int PASSWORD_BYTES = 16;

  private ServerKeys() {}

  static SSLContextParameters of(ManagementSettings.Certificate where) {
    CertifiedKey key = CertifiedKey.open(where.keystore(), where.alias(), where.password()::read);
    warnOfDates(key);
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    KeyManagersParameters keys = new KeyManagersParameters();
    keys.setKeyStore(new InMemory(alone(key, password)));
    keys.setKeyPassword(password);
    SSLContextParameters parameters = new SSLContextParameters();
    parameters.setKeyManagers(keys);
    return parameters;
  }

  /** Deliveries need not stop because nobody can watch them. */
  private static void warnOfDates(CertifiedKey key) {
    try {
      key.certificate().checkValidity();
    } catch (CertificateException e) {
      LOG.warn(
          "the management endpoint's certificate holds from {} to {}: clients will refuse it;"
              + " renew it",
          key.certificate().getNotBefore().toInstant(),
          key.certificate().getNotAfter().toInstant());
    }
  }

  private static KeyStore alone(CertifiedKey key, String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "management", key.key(), password.toCharArray(), key.chain().toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java platform keeps no keys", e);
    }
  }

  /** Camel would read a file. */
  private static final class InMemory extends KeyStoreParameters {

    private final KeyStore store;

    InMemory(KeyStore store) {
      this.store = store;
    }

    @Override
    public KeyStore createKeyStore() {
      return store;
    }
  }
}
