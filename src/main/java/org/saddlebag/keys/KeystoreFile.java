package org.saddlebag.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.saddlebag.errors.KeyUnavailable;

/** A PKCS#12 keystore in memory together with its password, for the moment of taking a key out. */
final class KeystoreFile implements AutoCloseable {

  private final Path file;
  private final char[] password;
  private final KeyStore store;

  private KeystoreFile(Path file, char[] password, KeyStore store) {
    this.file = file;
    this.password = password;
    this.store = store;
  }

  static KeystoreFile open(Path file, Supplier<char[]> password) {
    byte[] bytes = read(file);
    // Without a password the JDK would not check the keystore's integrity.
    char[] chars = Objects.requireNonNull(password.get(), "password");
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), chars);
      return new KeystoreFile(file, chars, store);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      Arrays.fill(chars, '\0');
      throw unreadable(file, e);
    }
  }

  /** In lower case, as PKCS#12 stores them, and in order. */
  List<String> aliases() {
    try {
      return Collections.list(store.aliases()).stream().map(KeystoreFile::lower).sorted().toList();
    } catch (GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  /** The entry of an alias; the protection password is the store's, as PKCS#12 has it. */
  KeyStore.Entry entry(String alias) {
    if (!aliases().contains(lower(alias))) {
      throw new KeyUnavailable(
          KeyError.NO_SUCH_ALIAS,
          "keystore %s has no alias '%s'; it has %s".formatted(file, lower(alias), aliases()));
    }
    KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(password);
    try {
      boolean certificate = store.isCertificateEntry(lower(alias));
      return store.getEntry(lower(alias), certificate ? null : protection);
    } catch (GeneralSecurityException e) {
      throw unreadable(file, e);
    } finally {
      destroy(protection);
    }
  }

  @Override
  public void close() {
    Arrays.fill(password, '\0');
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      String why = Files.exists(file) ? "cannot be read" : "does not exist";
      throw new KeyUnavailable(KeyError.FILE_UNREADABLE, "keystore %s %s".formatted(file, why));
    }
  }

  /** The JDK tells a wrong password only by the kind of the cause. */
  private static KeyUnavailable unreadable(Path file, Exception e) {
    boolean wrongPassword =
        e instanceof UnrecoverableKeyException || e.getCause() instanceof UnrecoverableKeyException;
    return wrongPassword
        ? new KeyUnavailable(
            KeyError.WRONG_PASSWORD, "keystore %s does not open with this password".formatted(file))
        : new KeyUnavailable(
            KeyError.NOT_A_KEYSTORE, "%s is not a whole PKCS#12 keystore".formatted(file));
  }

  private static String lower(String alias) {
    return alias.toLowerCase(Locale.ROOT);
  }

  private static void destroy(KeyStore.PasswordProtection protection) {
    try {
      protection.destroy();
    } catch (javax.security.auth.DestroyFailedException e) {
      throw new IllegalStateException("a password could not be wiped", e);
    }
  }
}
