package org.saddlebag.s3.posture;

import org.saddlebag.aws.Right;

/**
 * What our own credentials may do with a bucket's objects.
 *
 * @param read {@code s3:GetObject}
 * @param list {@code s3:ListBucket}
 */
public record OwnRights(Right read, Right list) {

  /** Nobody tried. */
  public static final OwnRights UNKNOWN = new OwnRights(Right.UNKNOWN, Right.UNKNOWN);
}
