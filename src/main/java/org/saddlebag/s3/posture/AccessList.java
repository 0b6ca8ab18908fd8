package org.saddlebag.s3.posture;

import java.util.List;

/**
 * A bucket's access control list.
 *
 * @param owner the owner's canonical id
 * @param grants who may what
 */
public record AccessList(String owner, List<Grant> grants) {

  /** Copies the grants. */
  public AccessList {
    grants = List.copyOf(grants);
  }

  /**
   * One grant.
   *
   * @param grantee a canonical id, or the URI of a group
   * @param permission {@code READ}, {@code WRITE}, {@code READ_ACP}, {@code WRITE_ACP}, {@code
   *     FULL_CONTROL}
   */
  public record Grant(String grantee, String permission) {

    /**
     * Whether it is for everybody, or for everybody who has some AWS account. Source: Amazon S3
     * User Guide, "Amazon S3 predefined groups".
     *
     * @return false for single accounts and for log delivery
     */
    public boolean open() {
      return grantee.endsWith("/global/AllUsers") || grantee.endsWith("/global/AuthenticatedUsers");
    }
  }
}
