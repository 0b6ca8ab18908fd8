package org.saddlebag.cli;

import org.saddlebag.format.AlgorithmSuite;

/** The formats that can be written. */
enum SealedFormat {
  /** Committing; the default. */
  V3(AlgorithmSuite.GCM_HKDF_COMMIT_KEY),
  /** For readers that are older than V3. */
  V2(AlgorithmSuite.GCM_NO_KDF);

  private final AlgorithmSuite suite;

  SealedFormat(AlgorithmSuite suite) {
    this.suite = suite;
  }

  AlgorithmSuite suite() {
    return suite;
  }
}
