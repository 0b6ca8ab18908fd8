package org.saddlebag.keys;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;

/** All master keys of a configuration; on the way back it picks the one the description names. */
public final class Keyring {

  private final Map<String, MasterKey> keys = new LinkedHashMap<>();

  /**
   * A keyring.
   *
   * @param keys master keys with different names
   * @throws IllegalArgumentException if two have the same name
   */
  public Keyring(Collection<? extends MasterKey> keys) {
    for (MasterKey key : keys) {
      if (this.keys.putIfAbsent(key.name(), key) != null) {
        throw new IllegalArgumentException("two master keys are named " + key.name());
      }
    }
  }

  /**
   * The master key of a name.
   *
   * @param name the configured name
   * @return the key
   * @throws Refused if the configuration has none of that name
   */
  public MasterKey named(String name) {
    MasterKey key = keys.get(name);
    if (key == null) {
      throw new Refused(
          KeyError.UNKNOWN_NAME,
          "no master key is named '%s'; there are %s".formatted(name, keys.keySet()));
    }
    return key;
  }

  /**
   * Unwraps with the key that the description names; else with each key that is marked for foreign
   * objects, in configuration order, until one opens it.
   *
   * @param key the wrapped data key
   * @param suite the suite that the object names
   * @param context see {@link MasterKey#unwrap}
   * @return the data key
   * @throws KeyUnavailable if no key opens it; the message names the missing key
   */
  public UnwrappedDataKey unwrap(
      EncryptedDataKey key, AlgorithmSuite suite, Map<String, String> context) {
    List<MasterKey> candidates = matching(key, MasterKey.Match.NAMED);
    if (candidates.isEmpty()) {
      candidates = matching(key, MasterKey.Match.FOREIGN_DEFAULT);
    }
    KeyUnavailable last = null;
    for (MasterKey candidate : candidates) {
      try {
        return candidate.unwrap(key, suite, context);
      } catch (KeyUnavailable e) {
        if (last != null) {
          e.addSuppressed(last);
        }
        last = e;
      }
    }
    throw last != null ? last : missing(key);
  }

  private List<MasterKey> matching(EncryptedDataKey key, MasterKey.Match wanted) {
    return keys.values().stream().filter(candidate -> candidate.match(key) == wanted).toList();
  }

  private KeyUnavailable missing(EncryptedDataKey key) {
    return new KeyUnavailable(
        KeyError.NO_MATCHING_KEY,
        "the object's data key is wrapped with %s under %s; none of the master keys %s opens it"
            .formatted(key.wrapAlgorithm().v2Name(), key.description(), keys.keySet()));
  }
}
