package org.saddlebag.format;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A data key as it travels: wrapped by a master key, with the words that tell which one.
 *
 * @param wrapAlgorithm how it is wrapped
 * @param ciphertext the wrapped bytes
 * @param description the materials description; for {@link WrapAlgorithm#KMS_CONTEXT} the KMS
 *     encryption context that was used, reserved entries included; never null, may be empty
 */
public record EncryptedDataKey(
    WrapAlgorithm wrapAlgorithm, ByteString ciphertext, Map<String, String> description) {

  /** Copies the description into name order, so that it is always written the same way. */
  public EncryptedDataKey {
    Objects.requireNonNull(wrapAlgorithm, "wrapAlgorithm");
    Objects.requireNonNull(ciphertext, "ciphertext");
    description = Collections.unmodifiableMap(new TreeMap<>(description));
  }
}
