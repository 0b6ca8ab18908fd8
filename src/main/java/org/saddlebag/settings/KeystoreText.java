package org.saddlebag.settings;

import org.saddlebag.errors.Refused;
import org.saddlebag.keys.MasterKeyUri;

/** An entry of a keystore in the configuration's words: {@code keystore:FILE#ALIAS}. */
final class KeystoreText {

  private static final String FORM = "write keystore:FILE#ALIAS";

  private KeystoreText() {}

  /**
   * Reads it, with its file resolved.
   *
   * @param otherwise what is said of an address that leads elsewhere
   */
  static ValueType<MasterKeyUri.Keystore> or(String otherwise) {
    return (text, surroundings) -> {
      try {
        if (MasterKeyUri.parse(text) instanceof MasterKeyUri.Keystore keystore) {
          return resolved(keystore, surroundings);
        }
      } catch (Refused e) {
        throw new BadValue("is wrong: " + e.what(), FORM);
      }
      throw new BadValue("is '" + text + "', " + otherwise, FORM);
    };
  }

  static MasterKeyUri.Keystore resolved(MasterKeyUri.Keystore keystore, Surroundings surroundings)
      throws BadValue {
    return new MasterKeyUri.Keystore(
        surroundings.resolve(keystore.file().toString()), keystore.alias());
  }
}
