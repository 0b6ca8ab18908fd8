package org.saddlebag.envelope;

import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.format.AlgorithmSuite;

/**
 * One small sealed object, to be damaged.
 *
 * @param wrapping which master key wrapped its data key
 * @param suite how its content is encrypted
 * @param plaintext what was sealed
 * @param metadata its envelope
 * @param body its bytes at rest
 */
record SealedSample(
    Wrapping wrapping,
    AlgorithmSuite suite,
    byte[] plaintext,
    Map<String, String> metadata,
    byte[] body) {

  /** The envelope with one part replaced, or added. */
  Map<String, String> with(String part, String value) {
    Map<String, String> changed = new LinkedHashMap<>(metadata);
    changed.put(part, value);
    return changed;
  }

  /** The envelope with one part taken out. */
  Map<String, String> without(String part) {
    Map<String, String> changed = new LinkedHashMap<>(metadata);
    changed.remove(part);
    return changed;
  }

  /** The part that says which master key wrapped the data key, and under which context. */
  String descriptionPart() {
    if (suite == AlgorithmSuite.GCM_NO_KDF) {
      return "x-amz-matdesc";
    }
    return wrapping.isKms() ? "x-amz-t" : "x-amz-m";
  }

  /** The part that holds the encrypted data key. */
  String keyPart() {
    return suite == AlgorithmSuite.GCM_NO_KDF ? "x-amz-key-v2" : "x-amz-3";
  }

  @Override
  public String toString() {
    return suite.id() + " " + wrapping + " " + plaintext.length + " bytes";
  }
}
