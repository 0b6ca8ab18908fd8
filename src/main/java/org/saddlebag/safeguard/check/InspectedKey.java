package org.saddlebag.safeguard.check;

import org.saddlebag.aws.Aspect;
import org.saddlebag.aws.Right;
import org.saddlebag.keys.kms.KmsPosture;

/**
 * A KMS key that the flow or the bucket uses.
 *
 * @param name id, alias or ARN as it is configured
 * @param role what for
 * @param posture what KMS says of it
 * @param decrypt whether we may unwrap with it
 */
public record InspectedKey(String name, Role role, Aspect<KmsPosture> posture, Right decrypt) {

  /** What a key is for. */
  public enum Role {
    /** Wraps data keys of ours. */
    ENVELOPE("the envelope key"),
    /** S3 encrypts with it. */
    AT_REST("the key at rest");

    private final String words;

    Role(String words) {
      this.words = words;
    }
  }

  /** What it is, in words. */
  String words() {
    return role.words + " " + name;
  }

  /** Its ARN where it is known. */
  String uri() {
    return posture.seen().map(KmsPosture::arn).orElse("kms:" + name);
  }
}
