package org.saddlebag.s3.posture;

import java.util.ArrayList;
import java.util.List;

/**
 * The four settings of Block Public Access.
 *
 * @param blockPublicAcls no new public ACLs
 * @param ignorePublicAcls public ACLs that there are count for nothing
 * @param blockPublicPolicy no new public policy
 * @param restrictPublicBuckets a public policy lets in only the account and AWS's services
 */
public record PublicAccessBlock(
    boolean blockPublicAcls,
    boolean ignorePublicAcls,
    boolean blockPublicPolicy,
    boolean restrictPublicBuckets) {

  /**
   * The settings that are off.
   *
   * @return S3's names
   */
  public List<String> off() {
    List<String> off = new ArrayList<>();
    add(off, blockPublicAcls, "BlockPublicAcls");
    add(off, ignorePublicAcls, "IgnorePublicAcls");
    add(off, blockPublicPolicy, "BlockPublicPolicy");
    add(off, restrictPublicBuckets, "RestrictPublicBuckets");
    return off;
  }

  private static void add(List<String> off, boolean on, String name) {
    if (!on) {
      off.add(name);
    }
  }
}
