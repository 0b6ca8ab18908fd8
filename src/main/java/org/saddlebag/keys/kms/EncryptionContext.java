package org.saddlebag.keys.kms;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.keys.KeyError;

/**
 * The arithmetic of encryption contexts.
 *
 * <p>Source: S3 Encryption Client specification, KMS keyring.
 */
final class EncryptionContext {

  /** Binds the wrap to the object's suite. */
  static final String SUITE_ENTRY = "aws:x-amz-cek-alg";

  /** Written by old clients. */
  static final String KEY_ID_ENTRY = "kms_cmk_id";

  private static final Set<String> RESERVED = Set.of(SUITE_ENTRY, KEY_ID_ENTRY);

  private EncryptionContext() {}

  /**
   * Refuses entries that the format keeps for itself.
   *
   * @return a copy in name order
   */
  static Map<String, String> checked(Map<String, String> context) {
    for (String entry : context.keySet()) {
      if (RESERVED.contains(entry)) {
        throw new Refused(
            KeyError.RESERVED_CONTEXT,
            "the encryption context may not have an entry '%s'".formatted(entry));
      }
    }
    return Collections.unmodifiableMap(new TreeMap<>(context));
  }

  /** The key's own context and that of one object; the object cannot change an entry of the key. */
  static Map<String, String> joined(Map<String, String> ofKey, Map<String, String> ofObject) {
    Map<String, String> joined = new TreeMap<>(ofKey);
    checked(ofObject)
        .forEach(
            (entry, value) -> {
              String other = joined.putIfAbsent(entry, value);
              if (other != null && !other.equals(value)) {
                throw new Refused(
                    KeyError.RESERVED_CONTEXT,
                    "the encryption context has '%s' from the key, which an object cannot change"
                        .formatted(entry));
              }
            });
    return joined;
  }

  /** What is sent and stored. */
  static Map<String, String> withSuite(Map<String, String> context, AlgorithmSuite suite) {
    Map<String, String> full = new TreeMap<>(context);
    full.put(SUITE_ENTRY, suite.metadataValue());
    return full;
  }

  /** What a writer gave. */
  static Map<String, String> withoutReserved(Map<String, String> stored) {
    Map<String, String> rest = new TreeMap<>(stored);
    rest.keySet().removeAll(RESERVED);
    return rest;
  }

  /** Other readers leave this to KMS; a wrap for one suite must never serve the other. */
  static void requireSuite(Map<String, String> stored, AlgorithmSuite suite) {
    if (!suite.metadataValue().equals(stored.get(SUITE_ENTRY))) {
      throw new Damaged(
          KeyError.SUITE_MISMATCH,
          "the object's encryption context must have %s=%s"
              .formatted(SUITE_ENTRY, suite.metadataValue()));
    }
  }

  /** The names of the entries in which two contexts differ. */
  static Set<String> differences(Map<String, String> one, Map<String, String> other) {
    Set<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    names.removeIf(name -> one.containsKey(name) && one.get(name).equals(other.get(name)));
    return names;
  }
}
