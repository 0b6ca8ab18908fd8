package org.saddlebag.camel.datakey;

import org.saddlebag.format.AlgorithmSuite;

/** The formats that can be written; the names are those of the endpoint's option. */
public enum SealedFormat {
  /** Committing, with a key derived for each message. */
  v3(AlgorithmSuite.GCM_HKDF_COMMIT_KEY),
  /** For readers that are older than the third format. */
  v2(AlgorithmSuite.GCM_NO_KDF);

  private final AlgorithmSuite suite;

  SealedFormat(AlgorithmSuite suite) {
    this.suite = suite;
  }

  AlgorithmSuite suite() {
    return suite;
  }
}
