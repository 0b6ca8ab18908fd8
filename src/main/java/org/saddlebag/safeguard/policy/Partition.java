package org.saddlebag.safeguard.policy;

import java.util.List;
import org.saddlebag.errors.Refused;

/** The partitions of AWS, which share neither accounts nor names. */
enum Partition {
  /** All other Regions. */
  AWS("aws"),
  /** China. Services there are known under both names. */
  CHINA("aws-cn"),
  /** GovCloud. */
  GOVERNMENT("aws-us-gov");

  private final String id;

  Partition(String id) {
    this.id = id;
  }

  /** As ARNs have it. */
  String id() {
    return id;
  }

  /** S3's names in a Region, for {@code kms:ViaService}. */
  List<String> s3(String region) {
    String name = "s3.%s.amazonaws.com".formatted(region);
    return this == CHINA ? List.of(name, name + ".cn") : List.of(name);
  }

  /**
   * The partition of a flow's bucket.
   *
   * @throws Refused where the Region is not known or belongs to a partition that is not
   */
  static Partition of(FlowFacts facts) {
    if (!facts.aws()) {
      return AWS;
    }
    String region = facts.region();
    if (region == null) {
      throw new Refused(
          PolicyError.POLICY_INCOMPLETE,
          "no AWS Region is configured, and ARNs depend on it: set camel.component.aws2-s3.region, or"
              + " give --region");
    }
    if (region.startsWith("us-iso") || region.startsWith("eu-iso") || region.startsWith("eusc-")) {
      throw new Refused(
          PolicyError.POLICY_UNFIT,
          "the Region %s is of a partition that is not known here".formatted(region));
    }
    return region.startsWith("cn-") ? CHINA : region.startsWith("us-gov-") ? GOVERNMENT : AWS;
  }
}
