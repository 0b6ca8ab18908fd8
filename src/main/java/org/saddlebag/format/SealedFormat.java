package org.saddlebag.format;

/** The formats that can be written; the names are those of options and receipts. */
public enum SealedFormat {
  /** Committing, with a key derived for each message. */
  v3(AlgorithmSuite.GCM_HKDF_COMMIT_KEY),
  /** For readers that are older than the third format. */
  v2(AlgorithmSuite.GCM_NO_KDF);

  private final AlgorithmSuite suite;

  SealedFormat(AlgorithmSuite suite) {
    this.suite = suite;
  }

  /**
   * The suite that makes the format.
   *
   * @return never null
   */
  public AlgorithmSuite suite() {
    return suite;
  }
}
