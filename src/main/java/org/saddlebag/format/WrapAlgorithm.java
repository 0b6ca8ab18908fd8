package org.saddlebag.format;

/**
 * How the data key is wrapped by a master key.
 *
 * <p>Source: S3 Encryption Client specification, wrapping algorithms.
 */
public enum WrapAlgorithm {
  /** AES-GCM: 12-byte IV, ciphertext, 16-byte tag; the AAD is the suite's metadata value. */
  AES_GCM("AES/GCM", "02"),
  /** KMS with an encryption context that holds {@code aws:x-amz-cek-alg}. */
  KMS_CONTEXT("kms+context", "12"),
  /** RSA-OAEP with SHA-1 over length byte, data key and the suite's metadata value. */
  RSA_OAEP_SHA1("RSA-OAEP-SHA1", "22");

  private final String v2Name;
  private final String v3Code;

  WrapAlgorithm(String v2Name, String v3Code) {
    this.v2Name = v2Name;
    this.v3Code = v3Code;
  }

  /**
   * The name in {@code x-amz-wrap-alg}.
   *
   * @return ASCII
   */
  public String v2Name() {
    return v2Name;
  }

  /**
   * The code in {@code x-amz-w}.
   *
   * @return two digits
   */
  public String v3Code() {
    return v3Code;
  }
}
