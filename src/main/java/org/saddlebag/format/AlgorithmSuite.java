package org.saddlebag.format;

/**
 * How the content is encrypted. Both suites are AES-256-GCM with a 128-bit tag at the end of the
 * object; they differ in where key and IV come from.
 *
 * <p>Source: S3 Encryption Client specification, algorithm suites.
 */
public enum AlgorithmSuite {
  /**
   * Suite 114, format V2: the data key encrypts the content, the IV is random, there is no AAD.
   * Does not commit to the key.
   */
  GCM_NO_KDF(114, "AES/GCM/NoPadding"),

  /**
   * Suite 115, format V3: the content key and a commitment are derived from data key and message id
   * by HKDF-SHA-512; the IV is fixed, the AAD is the suite's id.
   */
  GCM_HKDF_COMMIT_KEY(115, "115");

  private final int id;
  private final String metadataValue;

  AlgorithmSuite(int id, String metadataValue) {
    this.id = id;
    this.metadataValue = metadataValue;
  }

  /**
   * The suite's number.
   *
   * @return 114 or 115
   */
  public int id() {
    return id;
  }

  /**
   * The suite as it stands in object metadata ({@code x-amz-cek-alg} or {@code x-amz-c}), in the
   * AAD of a wrapped data key and in the KMS encryption context {@code aws:x-amz-cek-alg}.
   *
   * @return ASCII
   */
  public String metadataValue() {
    return metadataValue;
  }
}
