package org.saddlebag.keys;

/** Is told of every use of a master key before anybody has the data key. Safe for threads. */
public interface KeyWitness {

  /** Sees nothing. */
  KeyWitness NONE = event -> {};

  /**
   * A master key was used, or somebody tried.
   *
   * @param event what happened
   * @throws org.saddlebag.errors.SaddlebagException if it can't be noted; the data key is destroyed
   *     then and nobody gets it
   */
  void saw(KeyEvent event);
}
