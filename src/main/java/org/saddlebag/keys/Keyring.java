package org.saddlebag.keys;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;

/** All master keys of a configuration; on the way back it picks the one the description names. */
public final class Keyring {

  private final Map<String, MasterKey> keys;
  private final KeyWitness witness;
  private final Occasion occasion;

  /**
   * A keyring whose uses nobody notes.
   *
   * @param keys master keys with different names
   * @throws IllegalArgumentException if two have the same name
   */
  public Keyring(Collection<? extends MasterKey> keys) {
    this(keys, KeyWitness.NONE);
  }

  /**
   * A keyring.
   *
   * @param keys master keys with different names
   * @param witness sees every use of a key
   * @throws IllegalArgumentException if two have the same name
   */
  public Keyring(Collection<? extends MasterKey> keys, KeyWitness witness) {
    this(byName(keys), witness, Occasion.UNKNOWN);
  }

  private Keyring(Map<String, MasterKey> keys, KeyWitness witness, Occasion occasion) {
    this.keys = keys;
    this.witness = witness;
    this.occasion = occasion;
  }

  private static Map<String, MasterKey> byName(Collection<? extends MasterKey> keys) {
    Map<String, MasterKey> named = new LinkedHashMap<>();
    for (MasterKey key : keys) {
      if (named.putIfAbsent(key.name(), key) != null) {
        throw new IllegalArgumentException("two master keys are named " + key.name());
      }
    }
    return named;
  }

  /**
   * The same keys, for one purpose.
   *
   * @param purpose what the witness is to be told
   * @return a view that costs nothing
   */
  public Keyring on(Occasion purpose) {
    return new Keyring(keys, witness, purpose);
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
    return witnessed(key);
  }

  private MasterKey witnessed(MasterKey key) {
    return witness == KeyWitness.NONE ? key : new WitnessedMasterKey(key, witness, occasion);
  }

  /**
   * Refuses a host whose keys can only seal, before anything is fetched.
   *
   * @throws Refused {@code PUBLIC_KEY_ONLY} if there are keys and all of them are public
   */
  public void requireOpening() {
    if (!keys.isEmpty() && keys.values().stream().noneMatch(MasterKey::opens)) {
      throw new Refused(
          KeyError.PUBLIC_KEY_ONLY,
          "%s: this host can seal but not open"
              .formatted(
                  keys.keySet().stream()
                      .map("key '%s' is a public key"::formatted)
                      .collect(Collectors.joining(", "))));
    }
  }

  /**
   * Unwraps with the key that the description names; else with each key that is marked for foreign
   * objects. Where several answer, in configuration order until one opens it; if none does, the
   * failure shown is one that can pass by itself, else the first.
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
    UnwrapFailures failures = new UnwrapFailures();
    for (MasterKey candidate : candidates) {
      try {
        return witnessed(candidate).unwrap(key, suite, context);
      } catch (KeyUnavailable e) {
        failures.add(e);
      }
    }
    throw failures.chosen() != null ? failures.chosen() : unanswered(key, suite);
  }

  private KeyUnavailable unanswered(EncryptedDataKey key, AlgorithmSuite suite) {
    KeyUnavailable missing = missing(key);
    witness.saw(
        new KeyEvent(
            KeyEvent.Act.UNWRAP,
            new KeyUse(null, null, null).with(key),
            suite,
            key.wrapAlgorithm(),
            occasion,
            missing));
    return missing;
  }

  private List<MasterKey> matching(EncryptedDataKey key, MasterKey.Match wanted) {
    return keys.values().stream().filter(candidate -> candidate.match(key) == wanted).toList();
  }

  private KeyUnavailable missing(EncryptedDataKey key) {
    boolean kms = key.wrapAlgorithm() == WrapAlgorithm.KMS_CONTEXT;
    String wrap = key.wrapAlgorithm().v2Name();
    String description = DescriptionText.of(key.description());
    return new KeyUnavailable(
        kms ? KeyError.CONTEXT_MISMATCH : KeyError.NO_MATCHING_KEY,
        "the object's data key is wrapped with %s under %s; none of the master keys %s answers to it"
            .formatted(wrap, description, keys.keySet()));
  }
}
