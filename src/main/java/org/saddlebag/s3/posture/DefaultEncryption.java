package org.saddlebag.s3.posture;

import java.util.Set;

/**
 * How objects are encrypted that ask for nothing.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}; null where the rule
 *     only blocks
 * @param kmsKeyId the KMS key as it was set; null for S3's own, {@code alias/aws/s3}
 * @param bucketKey whether a bucket key is used
 * @param blocked kinds that writes may not use, {@code SSE-C}
 */
public record DefaultEncryption(
    String algorithm, String kmsKeyId, boolean bucketKey, Set<String> blocked) {

  /** Copies the kinds. */
  public DefaultEncryption {
    blocked = Set.copyOf(blocked);
  }

  /**
   * Whether KMS holds the key.
   *
   * @return true for one layer and for two
   */
  public boolean kms() {
    return algorithm != null && algorithm.startsWith("aws:kms");
  }
}
