package org.saddlebag.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.SecretKey;

/** Where the master key comes from: the keystore that Saddlebag uses too. */
final class Keystore {

  private static final String ALIAS = "archive";

  private Keystore() {}

  static SecretKey key(Path file) {
    char[] password = System.getenv("ARCHIVE_PASSWORD").toCharArray();
    try {
      return (SecretKey) KeyStore.getInstance(file.toFile(), password).getKey(ALIAS, password);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no key in " + file, e);
    }
  }
}
