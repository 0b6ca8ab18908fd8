package org.saddlebag.keys.kms;

import java.time.Instant;
import org.saddlebag.aws.Aspect;

/**
 * What KMS says of a key. Source of names and meanings: AWS KMS API Reference, "KeyMetadata" and
 * "GetKeyRotationStatus".
 *
 * @param arn the key's ARN
 * @param state for example {@code Enabled}, {@code Disabled}, {@code PendingDeletion}
 * @param manager {@code CUSTOMER}, or {@code AWS} for keys such as {@code alias/aws/s3}
 * @param spec for example {@code SYMMETRIC_DEFAULT}
 * @param usage for example {@code ENCRYPT_DECRYPT}
 * @param origin where the key material comes from, for example {@code AWS_KMS}, {@code EXTERNAL}
 * @param multiRegion whether the same material rests in several Regions
 * @param deletion when it will be gone, or null
 * @param rotation the period of automatic rotation in days, 0 where it is off
 * @param policy the key policy, JSON
 */
public record KmsPosture(
    String arn,
    String state,
    String manager,
    String spec,
    String usage,
    String origin,
    boolean multiRegion,
    Instant deletion,
    Aspect<Integer> rotation,
    Aspect<String> policy) {

  /**
   * Whether the owner of the account manages it.
   *
   * @return false for keys that AWS manages
   */
  public boolean ofCustomer() {
    return "CUSTOMER".equals(manager);
  }
}
