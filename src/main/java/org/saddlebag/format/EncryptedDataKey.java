package org.saddlebag.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
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

  /**
   * A short name for this very data key, which is no secret: it tells nothing that the object's
   * metadata does not, and is the same wherever the object is spoken of.
   *
   * @return the first 16 bytes of the SHA-256 of the wrapped bytes, base64 without padding
   */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(ciphertext.toByteArray());
      return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
