package org.saddlebag.keys;

import java.util.Map;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;

/**
 * A key that wraps data keys. Safe for use by several threads.
 *
 * <p>Failures: {@code KeyUnavailable} when the key can't be had (missing, denied, disabled, out of
 * reach) or the wrapped bytes do not open with it; {@code Refused} when this key cannot do what is
 * asked (a public key that should unwrap, a context for a key that has none).
 */
public interface MasterKey {

  /**
   * The name that the configuration gives the key.
   *
   * @return {@code [a-z0-9-]+}
   */
  String name();

  /**
   * Makes a fresh random data key and wraps it.
   *
   * @param suite the algorithm suite that the data key will serve; it is bound into the wrap
   * @param context additional encryption context of this object, over the key's own; must be empty
   *     for keys that are not in KMS
   * @return the data key in both forms
   */
  GeneratedDataKey generate(AlgorithmSuite suite, Map<String, String> context);

  /**
   * How this key's materials description relates to that of a wrapped data key.
   *
   * @param key the wrapped data key
   * @return whether the keyring should try this key
   */
  Match match(EncryptedDataKey key);

  /**
   * Unwraps a data key.
   *
   * @param key the wrapped data key
   * @param suite the suite that the object names
   * @param context the additional encryption context that the caller expects over the key's own;
   *     must equal what the object's context holds beside the reserved entries
   * @return the data key
   */
  UnwrappedDataKey unwrap(EncryptedDataKey key, AlgorithmSuite suite, Map<String, String> context);

  /**
   * Whether this host can unwrap with the key at all, as far as it can be known without trying.
   *
   * @return false for a public key
   */
  default boolean opens() {
    return true;
  }

  /**
   * Refuses a key that can't seal, as far as it can be known without trying.
   *
   * @throws org.saddlebag.errors.KeyUnavailable if a certificate is out of its dates
   */
  default void requireSealing() {}

  /** The answer of {@link #match}. */
  enum Match {
    /** The description names exactly this key. */
    NAMED,
    /** The description names no key of ours, and this key is marked to open foreign objects. */
    FOREIGN_DEFAULT,
    /** Another wrapping algorithm, or a description that names another key. */
    NONE
  }
}
