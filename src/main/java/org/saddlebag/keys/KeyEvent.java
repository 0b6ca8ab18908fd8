package org.saddlebag.keys;

import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.WrapAlgorithm;

/**
 * One use of a master key, or the attempt. Holds no secrets.
 *
 * @param act what was asked of the key
 * @param use which key, and the fingerprint of the data key; version and fingerprint are null where
 *     the attempt did not get so far; the name is null where no key answers to the object
 * @param suite the algorithm suite
 * @param wrap how the data key is wrapped; null where it could not be made
 * @param occasion what for
 * @param failure why it failed, or null
 */
public record KeyEvent(
    Act act,
    KeyUse use,
    AlgorithmSuite suite,
    WrapAlgorithm wrap,
    Occasion occasion,
    RuntimeException failure) {

  /** What is asked of a master key. */
  public enum Act {
    /** A fresh data key is made and wrapped, in one act. */
    GENERATE,
    /** A wrapped data key is unwrapped. */
    UNWRAP
  }
}
