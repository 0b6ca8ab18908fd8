package org.saddlebag.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** AES keys of any length in PKCS#12 keystores, as {@code keytool -genseckey} makes them. */
public final class SecretKeys {

  private SecretKeys() {}

  /**
   * Adds a key to a keystore, which is made where it is missing.
   *
   * @param keystore the file
   * @param alias the entry
   * @param password of the keystore
   * @param lengthBytes of the key; its bytes are all the same
   * @param everyByte their value
   */
  public static void add(
      Path keystore, String alias, char[] password, int lengthBytes, int everyByte) {
    byte[] bytes = new byte[lengthBytes];
    Arrays.fill(bytes, (byte) everyByte);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      load(store, keystore, password);
      store.setEntry(
          alias,
          new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, "AES")),
          new KeyStore.PasswordProtection(password));
      try (OutputStream out = Files.newOutputStream(keystore)) {
        store.store(out, password);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void load(KeyStore store, Path keystore, char[] password)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(keystore)) {
      store.load(null, password);
      return;
    }
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, password);
    }
  }
}
